import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { hashedParts, keptHash, stateHash, viewHash, viewsHash } from '../../../shared/merge/hash.ts';
import { disputedIn, extendKept, keptOf, keptOfLine, type Earlier, type KeptCell } from '../../../shared/merge/kept.ts';
import { printCells, printHead, readCells, readHead } from '../../../shared/merge/keptText.ts';
import { changesSince, lineOf, type Line } from '../../../shared/merge/line.ts';
import { beforeOf, changeOf } from '../../../shared/merge/change.ts';
import { partOf, partsAround } from '../../../shared/merge/parts.ts';
import { unitOf } from '../../../shared/merge/rules.ts';
import { pathsOf } from '../../../shared/merge/statement.ts';
import type { View } from '../../../shared/merge/view.ts';
import { templateOf } from '../../../shared/survey/path.ts';
import type { Path } from '../../../shared/survey/response.ts';
import { fc } from '../../helpers/properties.ts';
import { Oracle } from './oracle.ts';
import { EMPTY, join, rulesIn, viewOf, viewsOf, type MergeSet, type PlacedStatement, type VerifiedContent } from './set.ts';
import { broken, delivery, gentle, history, kindsIn, RULES, WORLDS } from './worlds.ts';

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const RUNS = Number(process.env['SVOD_RUNS'] ?? 1500);
const LONG = 600_000;

function hashesOf(set: MergeSet): readonly string[] {
  const ids = new Set([...set.values()].flatMap((bundle) => bundle.revisions.map((revision) => revision.id)));
  const versions = new Map([...set.values()].flatMap(({ revisions }) => revisions.map((revision) => [revision.id, revision] as const)));
  const views = viewsOf(set, RULES).map((view) => ({ entity: view.entity, hash: viewHash(hash, view, rulesIn([...versions.values()], view.heads, RULES)) }));
  return [stateHash(hash, ids), viewsHash(hash, views)];
}

function mergeAll(bundles: readonly VerifiedContent[], set = EMPTY): MergeSet {
  return bundles.reduce((before, bundle) => join(before, [bundle]), set);
}

const plain = (view: View): unknown => ({
  heads: view.heads,
  cells: [...view.cells].map(([path, cell]) => [path, cell.state === 'conflict', cell.value, cell.writes.map((write) => [write.revision, write.value])]),
});

/** The oracle of these revisions, by what the version of its highest head joins. */
function oracleOf(revisions: readonly PlacedStatement[], held: ReadonlySet<string> = new Set()): Oracle {
  const heads = new Oracle(revisions, held).heads();
  const { atomic } = rulesIn(revisions, heads, RULES);
  return new Oracle(revisions, held, (path) => atomic.get(templateOf(path)));
}

/** What a view should be, as the oracle tells it. */
function toldBy(oracle: Oracle, revisions: readonly PlacedStatement[]): unknown {
  const rules = rulesIn(revisions, oracle.heads(), RULES);
  return { heads: oracle.heads(), cells: [...oracle.cells()].map(([path, cell]) => [path, cell.conflict && !rules.calculated.has(templateOf(path)), cell.value, cell.writes]) };
}

function ancestorsOf(ids: readonly string[], revisions: readonly PlacedStatement[]): ReadonlySet<string> {
  const seen = new Set(ids);
  for (const id of seen) for (const parent of revisions.find((revision) => revision.id === id)?.parents ?? []) seen.add(parent);
  return seen;
}

/** Whether a bundle counts (B16), told again: alone under its number, on top of one that counts. */
function counts(bundle: VerifiedContent, all: readonly VerifiedContent[]): boolean {
  const at = (seq: number): readonly VerifiedContent[] => all.filter((one) => one.installation === bundle.installation && one.seq === seq);
  if (new Set(at(bundle.seq).map(({ manifest }) => manifest)).size > 1) return false;
  if (bundle.seq === 1) return bundle.prevBundle === null;
  const [before] = at(bundle.seq - 1);
  return before !== undefined && before.manifest === bundle.prevBundle && counts(before, all);
}

describe('the laws of the merge', () => {
  test('M1: bundles in any order, one by one or together, twice or dropped and brought later, end in the same state and view', () => {
    const shuffled = delivery.chain(({ bundles }) =>
      fc.tuple(fc.constant(bundles), fc.shuffledSubarray([...bundles], { minLength: bundles.length, maxLength: bundles.length }), fc.subarray([...bundles])),
    );
    fc.assert(
      fc.property(shuffled, ([bundles, order, first]) => {
        const expected = hashesOf(mergeAll(bundles));
        expect(hashesOf(mergeAll(order))).toEqual(expected);
        expect(hashesOf(join(EMPTY, order))).toEqual(expected);
        expect(hashesOf(mergeAll([...order, ...first]))).toEqual(expected);
        expect(hashesOf(mergeAll(order.filter((bundle) => !first.includes(bundle)), mergeAll(first)))).toEqual(expected);
      }),
      { numRuns: RUNS },
    );
    console.log(`M1: ${RUNS} deliveries`);
  }, LONG);

  test('M3, M4, M6: the view is what the slow oracle says it is', () => {
    fc.assert(
      fc.property(history, (revisions) => {
        const own = revisions.filter((revision) => revision.entity === 'co0');
        expect(plain(viewOf(own, RULES))).toEqual(toldBy(oracleOf(own), own));
      }),
      { numRuns: RUNS * 2 },
    );
    console.log(`M3: ${RUNS * 2} histories against the oracle`);
  }, LONG);

  test('M4: while bundles are missing, out of turn, forked or do not continue what is there, the views are what the oracle says of those that count', () => {
    let [held, shown] = [0, 0];
    fc.assert(
      fc.property(broken, (bundles) => {
        const views = new Map(viewsOf(join(EMPTY, bundles), RULES).map((view) => [view.entity, view]));
        const counted = new Set(bundles.filter((bundle) => counts(bundle, bundles)).flatMap(({ revisions }) => revisions.map(({ id }) => id)));
        const all = new Map(bundles.flatMap(({ revisions }) => revisions.map((revision) => [revision.id, revision] as const)));
        for (const [entity, view] of views) {
          const own = [...all.values()].filter((revision) => revision.entity === entity);
          const oracle = oracleOf(own, new Set(own.flatMap(({ id }) => (counted.has(id) ? [] : [id]))));
          expect(plain(view)).toEqual(toldBy(oracle, own));
          expect(view.pending).toEqual(own.map(({ id }) => id).filter((id) => !oracle.names.includes(id)).sort());
          held += view.pending.length;
          shown += oracle.names.length;
        }
      }),
      { numRuns: RUNS },
    );
    expect(Math.min(held, shown)).toBeGreaterThan(RUNS / 2);
    console.log(`M4: ${held} revisions waited, ${shown} stood`);
  }, LONG);

  test('M3: views have one hash when they are one, and two when they differ in whose writes stand, in what a side of a conflict says or in the order of rows', () => {
    let apart = 0;
    fc.assert(
      fc.property(history, fc.nat(), (revisions, cut) => {
        const own = revisions.filter((revision) => revision.entity === 'co0');
        const some = own.slice(0, 1 + (cut % Math.max(own.length, 1)));
        // The same revisions as versions of the form see them that join other fields, and those before.
        const seen = [own, some].flatMap((set) => RULES.map((rules) => viewOf(set.map((one) => ({ ...one, version: 0 })), [{ ...rules, calculated: new Set<Path>() }])));
        const texts = seen.map((view) => JSON.stringify([view.retracted, [...view.cells].map(([path, { state, value, writes }]) => [path, state === 'conflict' ? writes : writes.map(({ revision }) => revision), path.endsWith(']') ? value : null])]));
        const hashes = seen.map((view) => viewHash(hash, view));
        for (const [one, text] of texts.entries()) for (const [other, another] of texts.entries()) {
          expect(hashes[one] === hashes[other]).toBe(text === another);
          if (text !== another) apart += 1;
        }
      }),
      { numRuns: RUNS },
    );
    expect(apart).toBeGreaterThan(RUNS / 4);
    console.log(`M3: ${apart} pairs of views that differ`);
  }, LONG);

  test('are tried on worlds that hold what they speak of', () => {
    const found = new Map<string, number>();
    fc.assert(fc.property(delivery, ({ revisions }) => {
      for (const kind of kindsIn(revisions)) found.set(kind, (found.get(kind) ?? 0) + 1);
    }), { numRuns: RUNS });
    console.log(WORLDS.map((kind) => `${kind} ${Math.round((100 * (found.get(kind) ?? 0)) / RUNS)} %`).join(', '));
    // Each in one world of thirty at least.
    expect(WORLDS.filter((kind) => (found.get(kind) ?? 0) < RUNS / 30)).toEqual([]);
  }, LONG);

  test('M2: a decision holds while its author has seen every change of answers; comments never disagree and change no standing', () => {
    fc.assert(
      fc.property(history, (revisions) => {
        const own = revisions.filter((revision) => revision.entity === 'co0');
        const view = viewOf(own, RULES);
        expect(view.standing).toBe(oracleOf(own).standing());
        expect([...view.cells.values()].filter((cell) => cell.state === 'conflict' && /^@(comment|reply):/.test(cell.path))).toEqual([]);
        const decide: PlacedStatement = { id: 'd1', entity: 'co0', formId: 'f', round: '1', parents: view.heads, op: 'decide', set: { '@decision': 'returned' }, unset: [], version: 0 };
        const decided = [...own, decide];
        if (view.cells.get('@response')?.value !== null) expect(viewOf(decided, RULES).standing).toBe('returned');
        const later = (op: PlacedStatement['op'], parents: readonly string[], path: Path): PlacedStatement => ({ ...decide, id: 'e1', op, parents, set: { [path]: 1 } });
        expect(viewOf([...decided, later('comment', ['d1'], '@comment:/A/x')], RULES).standing).toBe(viewOf(decided, RULES).standing);
        expect(viewOf([...decided, later('comment', ['d1'], '@reply:/A/x')], RULES).standing).toBe(viewOf(decided, RULES).standing);
        expect(viewOf([...decided, later('put', ['d1'], '/A/x')], RULES).standing).toBe('received');
        expect(viewOf([...decided, later('put', view.heads, '/A/x')], RULES).standing).toBe('received');
      }),
      { numRuns: RUNS },
    );
  }, LONG);

  test('M3: revisions that follow one another have the hash of their view without the view', () => {
    fc.assert(
      fc.property(history, (revisions) => {
        const line: PlacedStatement[] = [];
        for (const revision of revisions) line.push({ ...revision, entity: 'co0', op: 'put', parents: line.slice(-1).map(({ id }) => id) });
        const found = lineOf([...line].reverse());
        if (found) {
          const rules = rulesIn(line, line.slice(-1).map(({ id }) => id), RULES);
          expect(keptOfLine(found)).toEqual(keptOf(viewOf(line, RULES), line));
          expect(keptHash(hash, { entity: 'co0', formId: 'f', round: '1' }, hashedParts(hash, keptOfLine(found).cells, rules))).toBe(viewHash(hash, viewOf(line, RULES), rules));
          for (const [place, { id }] of line.entries()) {
            const before = line.slice(0, place + 1);
            const changes = changeOf(viewOf(before, RULES).cells, viewOf(line, RULES));
            expect(changesSince(found, id)).toBe(changes.changes);
            expect(changeOf(beforeOf(lineOf(before) as Line), viewOf(line, RULES))).toEqual(changes);
          }
        } else expect(line.some((revision) => revision.unset.some((path) => path.endsWith(']') || path === '@response'))).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  test('M3: revisions added to the parts around them of what is kept of a view end in what is kept of the view of all of them', () => {
    let [added, spared] = [0, 0];
    fc.assert(
      fc.property(fc.oneof(history, gentle), fc.nat(), fc.nat(), (revisions, cut, more) => {
        const own = revisions.filter((revision) => revision.entity === 'co0');
        const before = own.slice(0, 1 + (cut % Math.max(own.length, 1)));
        const after = own.slice(0, before.length + 1 + (more % 3));
        const arrived = after.slice(before.length);
        const kept = keptOf(viewOf(before, RULES), before);
        const rules = rulesIn(before, kept?.heads ?? [], RULES);
        if (!kept || arrived.length === 0 || rulesIn(after, viewOf(after, RULES).heads, RULES) !== rules) return;
        const parts = hashedParts(hash, kept.cells, rules);
        for (const { cells } of parts) expect(readCells(printCells(cells))).toEqual(cells);
        const head = { heads: kept.heads, parts: parts.map(({ part, hash: of, cells }, row) => ({ part, hash: of, conflicts: disputedIn(cells).length, row })) };
        expect(readHead(printHead(head))).toEqual(head);
        const around = partsAround(arrived.flatMap(pathsOf), rules);
        const [near, far] = [true, false].map((wanted) => kept.cells.filter(({ path }) => around.has(partOf(path)) === wanted)) as [KeptCell[], KeptCell[]];
        const byId = new Map(before.map((statement) => [statement.id, statement]));
        const earlier: Earlier = { statement: (id) => byId.get(id) as PlacedStatement, ancestors: (ids) => ancestorsOf(ids, after) };
        const extended = extendKept({ heads: kept.heads, cells: near }, [...arrived].reverse(), rules, earlier, disputedIn(far).length);
        expect(extended === null).toBe(extendKept(kept, [...arrived].reverse(), rules, earlier) === null);
        if (!extended) return;
        added += 1;
        if (far.length > 0) spared += 1;
        const view = viewOf(after, RULES);
        const cells = [...extended.kept.cells, ...far].sort((a, b) => (a.path < b.path ? -1 : 1));
        expect({ heads: extended.kept.heads, cells }).toEqual(keptOf(view, after));
        const untouched = parts.filter(({ part }) => !around.has(part));
        const hashed = [...untouched, ...hashedParts(hash, extended.kept.cells, rules)].sort((a, b) => (a.part < b.part ? -1 : 1));
        expect(keptHash(hash, view, hashed)).toBe(viewHash(hash, view, rules));
        expect(extended.change).toEqual(changeOf(viewOf(before, RULES).cells, view));
        expect(disputedIn(cells)).toEqual([...view.cells.values()].filter(({ state }) => state === 'conflict').map(({ path }) => path));
        expect(extended.answered ? 'received' : viewOf(before, RULES).standing).toBe(view.standing);
      }),
      { numRuns: RUNS * 2 },
    );
    expect(added).toBeGreaterThan(RUNS / 10);
    expect(spared).toBeGreaterThan(RUNS / 20);
    console.log(`M3: ${added} times added to what was kept, ${spared} of them without looking at all of it`);
  }, LONG);

  test('M4: whatever lacks an ancestor is pending and does not show', () => {
    fc.assert(
      fc.property(history, fc.nat(), (revisions, which) => {
        const own = revisions.filter((revision) => revision.entity === 'co0');
        if (own.length === 0) return;
        const rest = own.filter((_, index) => index !== which % own.length);
        const oracle = oracleOf(rest);
        const view = viewOf(rest, RULES);
        expect(view.pending).toEqual(rest.map((revision) => revision.id).filter((id) => !oracle.names.includes(id)).sort());
        expect([...view.cells.keys()]).toEqual([...oracle.cells().keys()]);
      }),
      { numRuns: RUNS },
    );
  }, LONG);

  test('M5: one resolution on top of all heads leaves no conflict at its paths; two alike agree, two different ones are a conflict again', () => {
    fc.assert(
      fc.property(history, fc.nat({ max: 2 }), fc.nat({ max: 2 }), (revisions, one, other) => {
        const own = revisions.filter((revision) => revision.entity === 'co0');
        const view = viewOf(own, RULES);
        const inConflict = [...view.cells.values()].find((cell) => cell.state === 'conflict' && !cell.path.endsWith(']') && cell.path !== '@response');
        if (!inConflict || [...view.cells.values()].some((cell) => cell.state === 'conflict' && (cell.path.endsWith(']') || cell.path === '@response'))) return;
        const resolve = (id: string, value: number): PlacedStatement => ({
          id, entity: 'co0', formId: 'f', round: '1', parents: view.heads, op: 'resolve', set: { [inConflict.path]: value }, unset: [], version: own.find(({ id: one }) => one === view.heads.at(-1))?.version ?? 0,
        });
        const single = viewOf([...own, resolve('r1', one)], RULES).cells.get(inConflict.path);
        expect([single?.state, single?.value]).toEqual(['clean', one]);
        const both = viewOf([...own, resolve('r1', one), resolve('r2', other)], RULES).cells.get(inConflict.path);
        expect(both?.state).toBe(one === other ? 'clean' : 'conflict');
        const rules = rulesIn(own, view.heads, RULES);
        const unit = unitOf(rules, inConflict.path);
        const untouched = (cells: View['cells']): unknown =>
          [...cells.values()].filter(({ path }) => unitOf(rules, path) !== unit && path !== '@response').map(({ path, state, value }) => [path, state, value]);
        expect(untouched(viewOf([...own, resolve('r1', one)], RULES).cells)).toEqual(untouched(view.cells));
      }),
      { numRuns: RUNS },
    );
  }, LONG);
});
