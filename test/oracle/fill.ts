import { pathOfIndexed } from '../../shared/survey/json.ts';
import type { Session } from '../../shared/survey/session.ts';
import type { Peer } from './peer.ts';

export type Given = readonly [path: string, value: string | number | readonly string[]];

/** Adds rows and gives answers in both engines; paths count rows from 1. */
export function fillBoth(session: Session, peer: Peer, rows: readonly string[], answers: readonly Given[]): void {
  const concrete = (shown: string): string => {
    const path = pathOfIndexed(session, shown);
    if (path === null) throw new Error(`there is no ${shown}`);
    return path;
  };
  for (const repeat of rows) {
    session.addRow(concrete(repeat));
    peer.addRow(repeat);
  }
  for (const [path, value] of answers) {
    session.answer(concrete(path), value);
    peer.answer(path, value);
  }
}
