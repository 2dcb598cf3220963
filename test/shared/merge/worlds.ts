import fc from 'fast-check';
import type { Sha256 } from '../../../shared/base/hash.ts';
import { samePath } from '../../../shared/bundle/revision/revision.ts';
import { commentPath, replyPath } from '../../../shared/survey/path.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';
import type { ViewRules } from '../../../shared/merge/rules.ts';
import { viewOf, type PlacedStatement, type VerifiedContent } from './set.ts';

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
  company: fc.constantFrom(0, 0, 0, 1),
  parents: fc.oneof(fc.nat({ max: 31 }), fc.constantFrom(1, 2, 4)),
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
  // Of few places, so that some are spoken of twice.
  const place = (path: number): Path => (op === 'comment' ? (noise % 2 === 0 ? commentPath : replyPath)(PATHS[path % 4] as Path) : (PATHS[path] as Path));
  const set: Record<Path, Answer> = {};
  for (const [path, value] of given) set[place(path)] = place(path) === '@response' ? 'stands' : value;
  return { set, unset: [...new Set(taken.map(place))].filter((path) => !Object.hasOwn(set, path)).sort() };
}

/**
 * A history of up to two companies written by five states, with forks, joins, rows taken away, retractions,
 * resolutions, links taken back, comments and decisions, in one version of the form or two. */
export const history: fc.Arbitrary<readonly PlacedStatement[]> = fc.tuple(fc.array(seed, { minLength: 1, maxLength: 14, size: 'max' }), fc.boolean()).map(([seeds, migrated]) => {
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

/** Histories in which nobody takes away more than an answer, so that what is kept of them can be added to; half of them also without decisions and links. */
export const gentle: fc.Arbitrary<readonly PlacedStatement[]> = fc.tuple(history, fc.boolean()).map(([revisions, plain]) =>
  revisions.map((one): PlacedStatement => {
    const { op, unset } = one;
    const rough = op === 'retract' || (plain && (op === 'decide' || op === 'link' || op === 'unlink'));
    return rough ? { ...one, op: 'put', set: { '/A/x': 1 }, unset: [] } : { ...one, unset: unset.filter((path) => path !== '@response' && !path.endsWith(']')) };
  }),
);

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

/** Bundles as they may lie about before all is well: some are missing, some stand under the number of another, some in its place. */
export const broken: fc.Arbitrary<readonly VerifiedContent[]> = fc.tuple(delivery, fc.array(fc.nat({ max: 9 }), { minLength: 15, maxLength: 15 })).map(([{ bundles }, fates]) =>
  bundles.flatMap((bundle, index): readonly VerifiedContent[] => {
    const other: VerifiedContent = { ...bundle, manifest: `other-${bundle.manifest}`, revisions: bundle.revisions.slice(1) };
    switch (fates[index % fates.length]) {
      case 0: case 1: return [];
      case 2: return [bundle, other];
      case 3: return [other];
      case 4: return [{ ...bundle, prevBundle: `other-${bundle.prevBundle ?? ''}` }];
      default: return [bundle];
    }
  }),
);

/** What a world may hold of that the laws speak of. */
export const WORLDS = [
  'two heads', 'a join', 'a conflict', 'a conflict in an atomic group', 'a disputed row', 'a row taken away', 'a row put back', 'a disputed response', 'a withdrawn response', 'a row in a row',
  'a resolution', 'a decision that holds', 'a decision that was overtaken', 'comments side by side', 'a link', 'a link taken back', 'two versions of the form', 'two companies', 'a lost ancestor',
] as const;
type World = (typeof WORLDS)[number];

/** Which of them it holds, of its first company. */
export function kindsIn(revisions: readonly PlacedStatement[]): ReadonlySet<World> {
  const own = revisions.filter(({ entity }) => entity === 'co0');
  const view = viewOf(own, RULES);
  const cells = [...view.cells.values()];
  const disputed = cells.filter(({ state }) => state === 'conflict').map(({ path }) => path);
  const has = (test: (one: PlacedStatement) => boolean): boolean => own.some(test);
  const taken = own.flatMap(({ unset }) => unset.filter((path) => path.endsWith(']')));
  const decision = view.cells.get('@decision');
  const tests: Readonly<Record<World, boolean>> = {
    'two heads': view.heads.length > 1, 'a join': has(({ parents }) => parents.length > 1), 'a conflict': disputed.length > 0,
    'a conflict in an atomic group': ['/A/amount', '/A/currency'].every((path) => disputed.includes(path)),
    'a disputed row': disputed.some((path) => path.endsWith(']')), 'a row taken away': cells.some(({ path, value }) => path.endsWith(']') && value === null),
    'a row put back': taken.some((path) => view.cells.get(path)?.state === 'clean' && view.cells.get(path)?.value !== null),
    'a disputed response': disputed.includes('@response'), 'a withdrawn response': view.retracted, 'a row in a row': cells.some(({ path }) => /\].*\]/.test(path)),
    'a resolution': has(({ op }) => op === 'resolve'), 'a decision that holds': view.standing !== 'received', 'a decision that was overtaken': decision?.state === 'clean' && decision.value !== null && view.standing === 'received',
    'comments side by side': cells.some(({ path, writes }) => /^@(comment|reply):/.test(path) && writes.length > 1),
    'a link': has(({ op }) => op === 'link'), 'a link taken back': has(({ op }) => op === 'unlink') && [...view.cells].some(([path, { value }]) => path.startsWith('@same:') && value === null),
    'two versions of the form': new Set(own.map(({ version }) => version)).size > 1, 'two companies': own.length > 0 && own.length < revisions.length,
    'a lost ancestor': own.length > 2 && viewOf(own.slice(1), RULES).pending.length > 0,
  };
  return new Set(WORLDS.filter((kind) => tests[kind]));
}

function manifestOf(installation: string, seq: number): Sha256 {
  return `manifest-${installation}-${seq}`;
}
