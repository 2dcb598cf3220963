/** Does work once at a time. Null: it runs already, and this was not begun. */
export type Once = <T>(work: () => Promise<T>) => Promise<T | null>;

/** What is pressed twice is done once: a second press may come before the screen shows that the first is being done. */
export function createOnce(): Once {
  let running = false;
  return async (work) => {
    if (running) return null;
    running = true;
    try {
      return await work();
    } finally {
      running = false;
    }
  };
}
