/** Names of the wires between preload and main; nothing else crosses. */
export const channels = {
  call: 'svod:call',
  /** window → main: paths of what a person dropped, known to the preload alone. */
  drop: 'svod:drop',
  event: 'svod:event',
  /** main → window: the window is about to close. */
  closing: 'svod:closing',
  /** window → main: what was unsaved is saved. */
  closed: 'svod:closed',
} as const;
