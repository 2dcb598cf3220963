/** Throws when a promise of the program itself is broken (a bug, never bad input). */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Broken promise: ${message}`);
}

/** Closes an exhaustive switch: reaching it is a compile error, and a bug at run time. */
export function unreachable(value: never): never {
  throw new Error(`Unexpected case: ${JSON.stringify(value)}`);
}
