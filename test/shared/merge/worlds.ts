import fc from 'fast-check';
import type { Sha256 } from '../../../shared/base/hash.ts';
import { samePath } from '../../../shared/bundle/revision/revision.ts';
import { commentPath, replyPath } from '../../../shared/survey/path.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';
import type { ViewRules } from '../../../shared/merge/rules.ts';
import type { PlacedStatement, VerifiedContent } from './set.ts';

/** A short path language of a form with rows in rows and an atomic group. */
const PATHS: readonly Path[] = [
  '/A/x', '/A/y', '/A/amount', '/A/currency', '@status', '!R1:/A/x',
  '/F/line[a]', '/F/line[a]/p', '/F/line[a]/q', '/F/line[b]', '/F/line[b]/p', '!R2:/F/line[a]/p',
  '/F/line[a]/lot[k]', '/F/line[a]/lot[k]/amount', '/F/line[a]/lot[k]/currency', '@response',
];

const FIRST: ViewRules = {
  atomic: new Map([['/A/amount', 'sum'], ['/A/currency', 'sum'], ['/F/line/lot/amount', 'lotSum'], ['/F/line/lot/currency', 'lotSum']]),
  calculated: new Set(),
};

/** What two versions of the form say of merging: the later one joins other fields, and calculates one. */
export const RULES: readonly [ViewRules, ViewRules] = [
  FIRST,
  { atomic: new Map([['/A/amount', 'sum'], ['/A/y', 'sum'], ['/F/line/p', 'pair'], ['/F/line/q', 'pair']]), calculated: new Set(['/A/x']) },
];

interface Seed {
  readonly company: number;
  /** Which earlier revisions of the company are its parents; a bit each, counted back from the newest. */
  readonly parents: number;
  readonly op: 'put' | 'retract' | 'comment' | 'decide' | 'resolve' | 'link' | 'unlink';
  readonly set: readonly (readonly [number, number])[];
  readonly unset: readonly number[];
  readonly state: number;
  /** Of the form. */
  readonly version: number;
  readonly noise: number;
}

/** Of twenty revisions; all others put. */
const OPS: readonly Seed['op'][] = ['retract', 'decide', 'decide', 'comment', 'comment', 'resolve', 'resolve', 'link', 'link', 'unlink'];

const seed: fc.Arbitrary<Seed> = fc.record({
  company: fc.nat({ max: 1 }),
  parents: fc.nat({ max: 31 }),
  op: fc.nat({ max: 19 }).map((n) => OPS[n] ?? 'put'),
  set: fc.array(fc.tuple(fc.nat({ max: PATHS.length - 1 }), fc.nat({ max: 2 })), { maxLength: 5 }),
  unset: fc.array(fc.nat({ max: PATHS.length - 1 }), { maxLength: 2 }),
  state: fc.nat({ max: 4 }),
  // Half of the worlds know one version; in the others every revision may be of either.
  version: fc.nat({ max: 1 }),
  noise: fc.nat(),
});

/** What a revision says: answers, nothing, comments on the places of the answers or replies to them, or a decision. */
function saidBy({ op, set: given, unset: taken, noise }: Seed): Pick<PlacedStatement, 'set' | 'unset'> {
  if (op === 'retract') return { set: {}, unset: [] };
  if (op === 'decide') return { set: { '@decision': noise % 2 === 0 ? 'accepted' : 'returned' }, unset: [] };
  if (op === 'link') return { set: { [samePath('co2')]: noise % 2 === 0 ? 'same' : 'different' }, unset: [] };
  if (op === 'unlink') return { set: {}, unset: [samePath('co2')] };
  const place = (path: number): Path => (op === 'comment' ? (noise % 2 === 0 ? commentPath : replyPath)(PATHS[path] as Path) : (PATHS[path] as Path));
  const set: Record<Path, Answer> = {};
  for (const [path, value] of given) set[place(path)] = place(path) === '@response' ? 'stands' : value;
  return { set, unset: [...new Set(taken.map(place))].filter((path) => !Object.hasOwn(set, path)).sort() };
}

/**
 * A history of up to two companies written by five states, with forks, joins, rows taken away, retractions,
 * resolutions, links taken back, comments and decisions, in one version of the form or two. */
export const history: fc.Arbitrary<readonly PlacedStatement[]> = fc.tuple(fc.array(seed, { minLength: 1, maxLength: 14 }), fc.boolean()).map(([seeds, migrated]) => {
  const histories: PlacedStatement[][] = [[], []];
  seeds.forEach((one, index) => {
    const before = histories[one.company] as PlacedStatement[];
    const parents = before.filter((_, place) => (one.parents >> (before.length - 1 - place)) % 2 === 1 && before.length - place <= 5).map((revision) => revision.id);
    const { set, unset } = saidBy(one);
    before.push({
      // An id that says nothing of the order of writing.
      id: `${((one.noise * 7919 + index * 104_729) % 1_000_003).toString(36).padStart(4, '0')}-${index}`,
      entity: `co${one.company}`, formId: 'f', round: '1',
      parents: [...parents].sort(),
      op: one.op, set, unset, version: migrated ? one.version : 0,
    });
  });
  return histories.flat();
});

/** The history packed into bundles of five installations; a revision may travel in several bundles. */
export const delivery = fc.tuple(history, fc.array(fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 2 }), fc.boolean()), { minLength: 14, maxLength: 14 })).map(
  ([revisions, places]): { readonly revisions: readonly PlacedStatement[]; readonly bundles: readonly VerifiedContent[] } => {
    const piles = new Map<string, PlacedStatement[]>();
    revisions.forEach((revision, index) => {
      const [installation, pile, twice] = places[index] as readonly [number, number, boolean];
      for (const name of twice ? [`${installation}/${pile}`, `${(installation + 1) % 5}/${pile}`] : [`${installation}/${pile}`]) {
        const there = piles.get(name);
        if (there) there.push(revision);
        else piles.set(name, [revision]);
      }
    });
    const seqs = new Map<string, number>();
    const bundles = [...piles].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, content]): VerifiedContent => {
      const installation = name.split('/')[0] as string;
      const seq = (seqs.get(installation) ?? 0) + 1;
      seqs.set(installation, seq);
      return { manifest: manifestOf(installation, seq), installation, seq, prevBundle: seq === 1 ? null : manifestOf(installation, seq - 1), revisions: content };
    });
    return { revisions, bundles };
  },
);

function manifestOf(installation: string, seq: number): Sha256 {
  return `manifest-${installation}-${seq}`;
}
