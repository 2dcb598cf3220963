import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A door before a server on this machine that counts how often who comes in speaks after being answered: each is a way there and back. */
export interface TurnCounter {
  /** The same address behind the door. */
  readonly through: (url: string) => string;
  /** Turns since the last call, the first words and the farewell among them; once everybody has gone. */
  readonly taken: () => Promise<number>;
  readonly close: () => void;
}

export async function countTurns(): Promise<TurnCounter> {
  let turns = 0;
  let target = 0;
  const open = new Set<Socket>();
  const door = createServer((guest) => {
    const server = connect(target, '127.0.0.1');
    let answered = true;
    open.add(guest);
    guest.on('data', (piece) => {
      if (answered) turns += 1;
      answered = false;
      server.write(piece);
    });
    server.on('data', (piece) => {
      answered = true;
      guest.write(piece);
    });
    guest.on('end', () => server.end());
    server.on('close', () => guest.destroy());
    guest.on('close', () => open.delete(guest) && server.destroy());
    for (const side of [guest, server]) side.on('error', () => side.destroy());
  }).listen(0, '127.0.0.1');
  await once(door, 'listening');
  return {
    through(url) {
      const address = new URL(url);
      target = Number(address.port);
      address.port = String((door.address() as AddressInfo).port);
      return address.href;
    },
    async taken() {
      for (const guest of open) if (!guest.destroyed) await once(guest, 'close');
      const taken = turns;
      turns = 0;
      return taken;
    },
    close: () => door.close(),
  };
}
