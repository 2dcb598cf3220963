import { join } from 'node:path';
import { sha256 } from '../../electron/bundle/crypto/hash.ts';
import { printRevision, revisionId } from '../../shared/bundle/revision/revisionLine.ts';
import type { Revision } from '../../shared/bundle/revision/revision.ts';
import type { Answer } from '../../shared/survey/response.ts';
import { forge, NOON, type Workspace } from '../helpers/bundles.ts';
import { MERGE_FORM_HASH } from '../helpers/merging.ts';

/** A crowd of companies that a few bodies report on, bundle after bundle. */
export interface Crowd {
  readonly bundles: number;
  /** In each bundle, of as many companies. */
  readonly revisions: number;
  readonly companies: number;
}

/** The first revision of a company answers some 200 questions, each later one changes ten of them. */
const FIRST = 200;
const LATER = 10;

/**
 * Writes the bundles of a crowd into a folder and gives their paths, body by body in turn. Every company belongs to one body
 * and goes through its history in order: `bundles · revisions ÷ companies` revisions each.
 */
export async function writeCrowd(folder: string, bodies: readonly Workspace[], { bundles, revisions, companies }: Crowd): Promise<readonly string[]> {
  const heads = new Map<number, { readonly id: string; readonly step: number }>();
  const chains = bodies.map(() => ({ seq: 0, manifest: null as string | null, next: 0 }));
  const own = companies / bodies.length;
  const paths: string[] = [];
  for (let index = 0; index < bundles; index += 1) {
    const place = index % bodies.length;
    const body = bodies[place] as Workspace;
    const chain = chains[place] as (typeof chains)[number];
    const content: Revision[] = [];
    for (let count = 0; count < revisions; count += 1, chain.next += 1) {
      const company = place * own + (chain.next % own);
      const head = heads.get(company);
      const made = revisionOf(body, place, company, head ?? null);
      heads.set(company, { id: revisionId(sha256, printRevision(made)), step: (head?.step ?? 0) + 1 });
      content.push(made);
    }
    chain.seq += 1;
    paths.push(await writeNext(join(folder, `${place}-${chain.seq}.svod`), body, place, chain, content));
  }
  return paths;
}

/**
 * Writes one bundle of each of these bodies: ten answers more to companies of a crowd, the bodies' companies side by side. The last
 * body changes answers that are there, so that they come into conflict.
 */
export async function writeSupplement(folder: string, bodies: readonly Workspace[], { revisions, companies }: Pick<Crowd, 'revisions' | 'companies'>): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const [index, body] of bodies.entries()) {
    const content = Array.from({ length: revisions }, (_, count): Revision => {
      const company = (index * revisions + count) % companies;
      const room = index === bodies.length - 1 ? 'B' : 'C';
      const set = Object.fromEntries(Array.from({ length: LATER }, (__, question) => [`/${room}/${room}${question}`, `По данным министерства: ${question}`]));
      return { ...revisionOf(body, index + 10, company, null), set: { ...set, '@country': body.key.country, '@number': String(company), '@scheme': 'ru_inn' } };
    });
    paths.push(await writeNext(join(folder, `supplement-${index}.svod`), body, index + 10, { seq: 1, manifest: null }, content));
  }
  return paths;
}

interface Chain {
  readonly seq: number;
  manifest: string | null;
}

/** Ids that lie as far from one another as those of real companies do, which are hashes too (M7). */
export function crowdEntity(company: number): string {
  return sha256(Buffer.from(`co|RU|ru_inn|${company}`));
}

/** Writes one bundle of a body and makes it the last of its chain. */
async function writeNext(path: string, body: Workspace, place: number, chain: Chain, revisions: readonly Revision[]): Promise<string> {
  await forge(path, {
    revisions, signers: [body.signer],
    manifest: (manifest) => ({
      ...manifest, issuer: { country: body.key.country, body: body.key.body, installation: `installation-${place + 1}` }, seq: chain.seq, prevBundle: chain.manifest,
      form: { id: 'merge', version: '1', hash: MERGE_FORM_HASH },
    }),
    manifestBytes: (bytes) => {
      chain.manifest = sha256(bytes);
      return bytes;
    },
  });
  return path;
}

function revisionOf(body: Workspace, place: number, company: number, head: { readonly id: string; readonly step: number } | null): Revision {
  return {
    v: 1, entity: crowdEntity(company), form: { id: 'merge', version: '1', hash: MERGE_FORM_HASH }, round: '2026', parents: head ? [head.id] : [], op: 'put',
    set: head ? laterAnswers(company, head.step) : firstAnswers(body, company), unset: [], author: body.signer.keyId, person: 'И. Иванова',
    installation: `installation-${place + 1}`, claimedAt: new Date(NOON).toISOString(), reason: '',
  };
}

function firstAnswers(body: Workspace, company: number): Record<string, Answer> {
  const answers: Record<string, Answer> = {
    '/A/name': `ООО «Завод ${company}»`, '@country': body.key.country, '@number': String(company), '@scheme': 'ru_inn', '@status': 'approved',
  };
  for (let question = 0; question < FIRST; question += 1) answers[`/B/B${question}`] = answerOf(question, company);
  return answers;
}

function laterAnswers(company: number, step: number): Record<string, Answer> {
  return Object.fromEntries(Array.from({ length: LATER }, (_, index) => [`/B/B${(step * 37 + index * 7) % FIRST}`, `Ответ ${step} завода ${company}, уточнён`]));
}

function answerOf(question: number, company: number): Answer {
  return question % 3 === 0 ? `Ответ ${question} завода ${company}` : question % 3 === 1 ? company * question : ['a', 'b'];
}
