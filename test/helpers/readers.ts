import { writeFileSync } from 'node:fs';
import { openBundle } from '../../electron/bundle/container/open.ts';
import type { Trust } from '../../electron/bundle/container/opening.ts';
import type { Registry } from '../../shared/bundle/trust/registry.ts';
import { BundleReader, type Vouchers } from '../reader/reader.ts';
import { Refused } from '../reader/refusal.ts';

/** What a reader made of a file: refused with code and step, or all that it says. */
export type Verdict =
  | { readonly code: string; readonly step: number }
  | { readonly manifest: string; readonly signers: readonly string[]; readonly lines: readonly string[] };

/** The program's verdict on the bytes, which lie at `place` meanwhile. */
export async function ours(bytes: Uint8Array, place: string, trust: Trust): Promise<Verdict> {
  writeFileSync(place, bytes);
  const lines: string[] = [];
  const opened = await openBundle(place, trust, {
    revision: ({ id, body }) => void lines.push(`${id} ${Buffer.from(body).toString()}`),
    personal: (revision, line) => void lines.push(`${revision} ${Buffer.from(line).toString()}`),
  });
  if (!opened.ok) return { code: opened.error.failure.code, step: opened.error.step };
  return { manifest: opened.value.manifestHash, signers: opened.value.signers.map(({ keyId }) => keyId), lines };
}

/** The verdict of the reader that was written from the text of the format alone. */
export function theirs(bytes: Uint8Array, registry: Registry, forms: readonly string[]): Verdict {
  try {
    const { manifest, signers, revisions, personal } = new BundleReader(Buffer.from(bytes), vouchersOf(registry), new Set(forms)).read();
    return { manifest, signers, lines: [...revisions.map(({ id, line }) => `${id} ${line}`), ...personal.map(({ revision, line }) => `${revision} ${line}`)] };
  } catch (error) {
    if (error instanceof Refused) return { code: error.code, step: error.step };
    throw error;
  }
}

function vouchersOf({ entries, policies }: Registry): Vouchers {
  return { policies, entries: entries.map((entry) => ({ ...entry, trustedUpTo: new Map(Object.entries(entry.trustedUpTo)) })) };
}
