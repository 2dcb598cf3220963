import type { Signer } from '../../shared/bundle/signing/signing.ts';
import { createSigner } from '../bundle/crypto/ed25519.ts';
import { sha256 } from '../bundle/crypto/hash.ts';
import type { WriteDb } from '../database/db.ts';
import type { Context } from '../jobs/context.ts';
import type { Desk } from '../jobs/handler.ts';
import type { Dice } from './dice.ts';

/** The passphrase of every key of the example. It protects nothing: the example holds no real data. */
export const PASSPHRASE = 'demo-passphrase-that-protects-nothing';

/** A private key of the example: known from the seed, so that the same seed seals the same bytes. */
export function demoKey(seed: string, slug: string): Uint8Array {
  return Buffer.from(sha256(Buffer.from(`svod demo key|${seed}|${slug}`)), 'hex');
}

export const demoSigner = (seed: string, slug: string): Signer => createSigner(demoKey(seed, slug));

/** A clock that goes on by itself, a little at every look, so that no two acts share a moment and every run has the same ones. */
export function createClock(start: string): () => number {
  let time = Date.parse(start);
  return () => (time += 41_000);
}

/** A workspace's world: its own clock and chance from the seed, progress handed on. */
export function demoContext(folder: string, dice: Dice, now: () => number, outer: Pick<Context, 'progress' | 'checkCancelled'>): Context {
  return { folder, language: 'ru', now, uuid: dice.uuid, random: dice.next, progress: outer.progress, step: () => undefined, checkCancelled: outer.checkCancelled };
}

export const deskOf = (context: Context, db: WriteDb): Desk => ({ ...context, db });
