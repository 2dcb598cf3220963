/**
 * The words of a command that follows the packaged program's name, switches of Chromium before them left out; null when it
 * is started for its window.
 */
export function commandLine(argv: readonly string[], isPackaged: boolean): readonly string[] | null {
  if (!isPackaged) return null;
  const words = argv.slice(1);
  const first = words.findIndex((word) => !word.startsWith('-'));
  return first < 0 ? null : words.slice(first);
}
