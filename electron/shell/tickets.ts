/**
 * Paths that a person chose in a dialog, or that the program wrote. The window knows only their tickets, so it can
 * never name a file of its own.
 */
export interface Tickets {
  readonly issue: (path: string) => string;
  /** The path behind a ticket, or undefined for a ticket nobody issued. */
  readonly path: (ticket: string) => string | undefined;
}

export function createTickets(uuid: () => string): Tickets {
  const paths = new Map<string, string>();
  return {
    issue(path) {
      const ticket = uuid();
      paths.set(ticket, path);
      return ticket;
    },
    path: (ticket) => paths.get(ticket),
  };
}
