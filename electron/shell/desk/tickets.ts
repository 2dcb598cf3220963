/**
 * What a person chose in a dialog, or what the program wrote, kept in main. The window knows only tickets, so it can
 * never name a file of its own, and what is done is done to what was shown.
 */
export interface Tickets<T> {
  readonly issue: (kept: T) => string;
  /** What lies behind a ticket, or undefined for a ticket nobody issued, and for one that is forgotten. */
  readonly find: (ticket: string) => T | undefined;
  /** What lies behind each of the tickets; null when nobody issued one of them. */
  readonly findAll: (tickets: readonly string[]) => readonly T[] | null;
  /** Forgets what lies behind tickets: it was used, or another took its place. */
  readonly drop: (...tickets: readonly string[]) => void;
}

/** How much is kept; beyond it what nobody has asked for longest is forgotten, the latest never. */
export interface Room<T> {
  readonly sizeOf: (kept: T) => number;
  readonly most: number;
}

export function createTickets<T>(uuid: () => string, room?: Room<T>): Tickets<T> {
  /** The one asked for longest ago comes first. */
  const kept = new Map<string, T>();
  const touch = (ticket: string, thing: T): void => {
    kept.delete(ticket);
    kept.set(ticket, thing);
  };
  const find = (ticket: string): T | undefined => {
    const thing = kept.get(ticket);
    if (thing !== undefined) touch(ticket, thing);
    return thing;
  };
  const makeRoom = ({ sizeOf, most }: Room<T>): void => {
    let size = [...kept.values()].reduce((sum, thing) => sum + sizeOf(thing), 0);
    for (const [ticket, thing] of kept) {
      if (size <= most || kept.size === 1) return;
      kept.delete(ticket);
      size -= sizeOf(thing);
    }
  };
  return {
    issue(thing) {
      const ticket = uuid();
      kept.set(ticket, thing);
      if (room) makeRoom(room);
      return ticket;
    },
    find,
    findAll(tickets) {
      const found = tickets.map(find);
      return found.includes(undefined) ? null : (found as readonly T[]);
    },
    drop(...tickets) {
      for (const ticket of tickets) kept.delete(ticket);
    },
  };
}
