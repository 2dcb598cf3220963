/** The least width of grid tracks like `44px minmax(160px, 2fr)`, so that heads and rows of a table agree. */
export function leastWidth(tracks: readonly string[]): number {
  return tracks.reduce((sum, track) => sum + Number(/(\d+)px/.exec(track)?.[1] ?? 0), 0);
}
