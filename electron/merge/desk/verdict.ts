import type { Manifest } from '../../../shared/bundle/revision/manifest.ts';
import { shortCode } from '../../../shared/bundle/signing/fingerprint.ts';
import { keyDatesAt, type RegistryEntry } from '../../../shared/bundle/trust/registry.ts';
import type { FileVerdict, Signer } from '../../../shared/ipc/merge.ts';
import { missingSeq } from '../group/turns.ts';
import type { FileOutcome } from './bundle.ts';

/** What became of one file, for the screen and the report. `rehearsed`: nothing was written, it only would merge. */
export function verdictOf(file: { readonly ticket: string; readonly fileName: string }, outcome: FileOutcome, rehearsed: boolean): FileVerdict {
  const { ticket, fileName } = file;
  switch (outcome.kind) {
    case 'merged': {
      const { bundle, turn } = outcome.merged;
      const forked = turn.state === 'forked';
      return {
        ticket, fileName, size: bundle.size,
        verdict: forked ? 'refused' : turn.state === 'pending' ? 'pending' : rehearsed ? 'verified' : 'merged',
        step: forked ? 7 : rehearsed ? 6 : 8,
        failure: forked ? { code: 'fork', values: { manifest: bundle.manifestHash, seq: bundle.manifest.seq } } : null,
        manifest: describe(bundle.manifest, bundle.manifestHash),
        signer: signerOf(bundle.signers),
        keyDates: datesOf(bundle.signers, bundle.manifest),
        nationalSignatures: bundle.nationals.map(({ name }) => name),
        missingSeq: missingSeq(turn),
      };
    }
    case 'refused': {
      const { size, step, failure, claimed, signers } = outcome.refused;
      const already = failure.code === 'already-merged';
      return {
        ticket, fileName, size, verdict: already ? 'already-merged' : 'refused', step, failure: already ? null : failure,
        manifest: claimed && describe(claimed.manifest, claimed.manifestHash), signer: signerOf(signers), keyDates: claimed ? datesOf(signers, claimed.manifest) : null, nationalSignatures: [], missingSeq: null,
      };
    }
    case 'failed':
      return { ticket, fileName, size: 0, verdict: 'refused', step: 8, failure: outcome.failure, manifest: null, signer: null, keyDates: null, nationalSignatures: [], missingSeq: null };
  }
}

function describe(manifest: Manifest, sha256: string): NonNullable<FileVerdict['manifest']> {
  const { issuer, seq, round, createdAt, counts } = manifest;
  return {
    sha256, country: issuer.country, body: issuer.body, seq, round, createdAt, companies: counts.companies, revisions: counts.revisions, shortCode: shortCode(sha256),
  };
}

/** Whether the bundle says to be made outside the dates of one of its keys; it is told and changes no verdict (B14). */
function datesOf(signers: readonly RegistryEntry[], { createdAt }: Manifest): FileVerdict['keyDates'] {
  const dates = signers.map((signer) => keyDatesAt(signer, Date.parse(createdAt)));
  return dates.find((one) => one !== 'within') ?? dates[0] ?? null;
}

export function signerOf(entries: readonly RegistryEntry[]): Signer | null {
  const [entry] = entries;
  return entry ? { keyId: entry.keyId, holder: entry.holder, body: entry.body, country: entry.country } : null;
}
