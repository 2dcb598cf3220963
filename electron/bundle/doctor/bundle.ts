import type { Manifest } from '../../../shared/bundle/revision/manifest.ts';
import { shortCode, fingerprintOf } from '../../../shared/bundle/signing/fingerprint.ts';
import type { Belief, ExaminedKey, Fact, StepId } from '../../../shared/ipc/doctor.ts';
import { inspectBundle } from '../container/inspect.ts';
import { openBundle } from '../container/open.ts';
import type { Trust, VerifyStep } from '../container/opening.ts';
import { createGatherer, readContent, type Asked } from './records.ts';
import { factsOf, signersOf, stepsOf, strangersOf, type Report } from './report.ts';

/** The eight steps of B18; the last two are the merge's, which an examination never takes. */
const STEPS = ['size', 'directory', 'manifest', 'signatures', 'files', 'lines', 'merge', 'audit'] as const satisfies readonly StepId[];

/**
 * A bundle: the steps it passes, what its manifest says, who signed it, and its records one by one. Only when all six steps of the
 * verification have passed is anything of it verified; until then everything is claimed, whoever has signed.
 */
export async function examineBundle(path: string, trust: Trust, asked: Asked, watch: () => void): Promise<Report> {
  const gathered = createGatherer(asked);
  const opened = await openBundle(path, trust, { revision: (stored) => gathered.add(stored) }, { checkCancelled: watch });
  if (opened.ok) {
    const { manifest, manifestHash, signers } = opened.value;
    return {
      belief: 'verified', failure: null, steps: stepsOf(STEPS, null, 6), facts: manifestFacts(manifest, manifestHash, 'verified'),
      keys: [...signersOf(signers, 'verified'), ...await unjudgedKeys(path, trust)], content: gathered.content(manifest),
    };
  }
  const { step, failure, claimed, signers } = opened.error;
  // A signature that holds over a manifest whose files do not: the manifest is what the key signed, the content is not.
  const belief: Belief = signers.length > 0 ? 'verified' : 'claimed';
  return {
    belief: claimed ? 'claimed' : 'unknown',
    failure,
    steps: stepsOf(STEPS, stepOf(step)),
    facts: claimed ? manifestFacts(claimed.manifest, claimed.manifestHash, belief) : [],
    keys: signers.length > 0 ? signersOf(signers, 'verified') : claimed ? await claimedKeys(path, trust) : [],
    content: step > 2 ? await readContent(path, trust.decrypt, claimed?.manifest ?? null, asked, watch) : null,
  };
}

const stepOf = (step: VerifyStep): StepId => STEPS[step - 1] ?? 'size';

async function claimedKeys(path: string, trust: Trust): Promise<readonly ExaminedKey[]> {
  const inspected = await inspectBundle(path, trust.decrypt);
  if (!inspected.ok) return [];
  return [...strangersOf(inspected.value.signatures.map(({ keyId }) => keyId)), ...await unjudgedKeys(path, trust)];
}

/** Recipients that the manifest names, and national signatures that travel along: carried, not checked here (B1). */
async function unjudgedKeys(path: string, trust: Trust): Promise<readonly ExaminedKey[]> {
  const inspected = await inspectBundle(path, trust.decrypt);
  if (!inspected.ok) return [];
  const { manifest, nationalSignatures } = inspected.value;
  const entries = new Map(trust.registry?.entries.map((entry) => [entry.keyId, entry]));
  return [
    ...nationalSignatures.map((name): ExaminedKey => ({ role: 'national', name, fingerprint: null, belief: 'unknown' })),
    ...manifest.recipients.map((keyId): ExaminedKey => {
      const entry = entries.get(keyId);
      return { role: 'recipient', name: entry ? `${entry.holder}, ${entry.body}` : '', fingerprint: fingerprintOf(keyId), belief: entry ? 'verified' : 'claimed' };
    }),
  ];
}

function manifestFacts({ issuer, seq, prevBundle, createdAt, round, form, counts, registryVersion }: Manifest, hash: string, belief: Belief): readonly Fact[] {
  return [
    ...factsOf(belief, {
      body: issuer.body, country: issuer.country, seq, round, form: `${form.id}, ${form.version}`, companies: counts.companies, revisions: counts.revisions,
      attachments: counts.attachments === 0 ? null : counts.attachments, shortCode: shortCode(hash), manifest: hash, installation: issuer.installation,
      previous: prevBundle, registryVersion,
    }),
    // Dates decide nothing and nobody can check them (B5).
    ...factsOf('claimed', { createdAt }),
  ];
}
