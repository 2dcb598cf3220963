/**
 * What a person chose in a dialog, or what the program wrote, kept in main. The window knows only tickets, so it can
 * never name a file of its own, and what is done is done to what was shown.
 */
export interface Tickets<T> {
  readonly issue: (kept: T) => string;
  /** What lies behind a ticket, or undefined for a ticket nobody issued. */
  readonly find: (ticket: string) => T | undefined;
  /** What lies behind each of the tickets; null when nobody issued one of them. */
  readonly findAll: (tickets: readonly string[]) => readonly T[] | null;
}

export function createTickets<T>(uuid: () => string): Tickets<T> {
  const kept = new Map<string, T>();
  return {
    issue(thing) {
      const ticket = uuid();
      kept.set(ticket, thing);
      return ticket;
    },
    find: (ticket) => kept.get(ticket),
    findAll(tickets) {
      const found = tickets.flatMap((ticket) => (kept.has(ticket) ? [kept.get(ticket) as T] : []));
      return found.length === tickets.length ? found : null;
    },
  };
}
