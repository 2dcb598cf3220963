/** One line for the person at the terminal. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Says what begins, how long it has been going on, and that it is done. */
export async function during<T>(what: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now();
  const elapsed = (): string => `${Math.round((Date.now() - started) / 1000)} s`;
  say(`${what} …`);
  const ticking = setInterval(() => say(`  … ${elapsed()}`), 10_000);
  try {
    const value = await work();
    say(`  done in ${elapsed()}`);
    return value;
  } finally {
    clearInterval(ticking);
  }
}
