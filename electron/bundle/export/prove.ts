import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { printProof, saidAt, type Claim } from '../../../shared/bundle/evidence/proof.ts';
import { inclusionPath } from '../../../shared/bundle/revision/merkle.ts';
import type { Revision, RevisionId } from '../../../shared/bundle/revision/revision.ts';
import { isRowPath } from '../../../shared/survey/path.ts';
import type { Path } from '../../../shared/survey/response.ts';
import { openBundle } from '../container/open.ts';
import type { Trust, Watch } from '../container/opening.ts';
import { decodeUtf8, sha256 } from '../crypto/hash.ts';
import { readTrust } from '../trust/trust.ts';

export interface ProofRequest {
  readonly bundle: string;
  readonly entity: string;
  /** As the form names it, rows by id or counted from 1; null for all that the last revision of the company's answers changes. */
  readonly path: Path | null;
  /** The file of roots and registry (`*.svodtrust`) by which the bundle is judged. */
  readonly registry: Uint8Array;
}

export interface MadeProof {
  readonly claim: Claim;
  readonly revision: RevisionId;
  readonly bytes: Uint8Array;
}

interface Line {
  readonly id: RevisionId;
  readonly index: number;
  readonly body: Uint8Array;
  readonly revision: Revision;
}

/**
 * Verifies a bundle and takes out of it the proof of one revision: the last one of the company that speaks of the path.
 * Fails with what the bundle or the registry is refused with, `company-unknown` or `unknown-path`. Personal answers
 * travel apart (B7) and cannot be proved without showing all of them, so they are unknown here.
 */
export async function proveValue(request: ProofRequest, decrypt?: Trust['decrypt'], watch: Watch = {}): Promise<Result<MadeProof, Failure>> {
  const judged = readTrust(request.registry);
  if (!judged.ok) return judged;
  const ids: RevisionId[] = [];
  const lines: Line[] = [];
  // A form need not be installed to prove who signed what.
  const trust: Trust = { registry: judged.value.registry, knowsForm: () => true, ...(decrypt ? { decrypt } : {}) };
  const opened = await openBundle(request.bundle, trust, {
    revision({ id, revision, body }) {
      if (revision.entity === request.entity) lines.push({ id, index: ids.length, body, revision });
      ids.push(id);
    },
  }, watch);
  if (!opened.ok) return err(opened.error.failure);
  if (lines.length === 0) return err({ code: 'company-unknown', values: { company: request.entity } });
  const path = request.path === null ? null : concretePath(lines, request.path);
  const line = lastOf(lines.filter(({ revision }) => (path === null ? speaksOfForm(revision) : saidAt(revision, path) !== undefined)));
  if (!line) return err({ code: 'unknown-path', values: { path: request.path ?? '' } });
  const claim: Claim = { entity: request.entity, path, value: path === null ? line.revision.set : (saidAt(line.revision, path) ?? null) };
  const bytes = printProof({
    format: 'svod-proof',
    formatVersion: '1.0',
    claim,
    revision: textOf(line.body),
    inclusion: { index: line.index, size: ids.length, path: inclusionPath(sha256, ids, line.index) },
    manifest: textOf(opened.value.manifestBytes),
    envelope: textOf(opened.value.envelopeBytes),
    registry: textOf(request.registry),
  });
  return ok({ claim, revision: line.id, bytes });
}

/** Approving, commenting and deciding write no answers of the form. */
function speaksOfForm({ set, unset }: Revision): boolean {
  return [...Object.keys(set), ...unset].some((path) => path.startsWith('/'));
}

/** The one that no other descends from; of several, any, but always the same. */
function lastOf(lines: readonly Line[]): Line | undefined {
  const byId = new Map(lines.map((line) => [line.id, line]));
  const before = new Set(lines.flatMap(({ revision }) => revision.parents));
  for (const id of before) for (const parent of byId.get(id)?.revision.parents ?? []) before.add(parent);
  return lines.find(({ id }) => !before.has(id));
}

/**
 * `/J/product[2]/J12` → the path with that row's id. Rows can be counted only where the bundle holds the company from its
 * first revision on; otherwise, and where the path stands in it as it is, the path is taken as it is.
 */
function concretePath(lines: readonly Line[], shown: Path): Path {
  const revisions = lines.map((line) => line.revision);
  if (revisions.some((revision) => saidAt(revision, shown) !== undefined) || !revisions.some((revision) => revision.parents.length === 0)) return shown;
  const gone = new Set(revisions.flatMap((revision) => revision.unset));
  const rows = new Map(revisions.flatMap(({ set }) => Object.entries(set).filter(([path]) => isRowPath(path) && !gone.has(path))));
  return shown.split(/(?<=\])/).reduce((above, part) => {
    const [, repeat = '', count = ''] = /^(.*)\[(\d+)\]$/.exec(part) ?? [];
    if (count === '') return above + part;
    const found = [...rows].filter(([path]) => path.startsWith(`${above}${repeat}[`) && !path.slice(`${above}${repeat}[`.length, -1).includes(']'));
    found.sort(([left, a], [right, b]) => Number(a) - Number(b) || (left < right ? -1 : 1));
    return found[Number(count) - 1]?.[0] ?? above + part;
  }, '');
}

/** Text that has been checked to be UTF-8. */
const textOf = (bytes: Uint8Array): string => decodeUtf8(bytes) ?? '';
