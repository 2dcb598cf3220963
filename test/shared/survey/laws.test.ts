import { describe, expect, it } from 'vitest';
import type { CompiledForm } from '../../../shared/survey/engine/compile.ts';
import { compileForm } from '../../../shared/survey/engine/compile.ts';
import { createSession, createSessions } from '../../../shared/survey/engine/engine.ts';
import { eachNode } from '../../../shared/survey/engine/evaluate.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import { choice, environment, formOf, group, q, repeat, rule } from '../../helpers/form.ts';
import { microelectronics } from '../../helpers/forms.ts';
import { fillIn } from '../../helpers/filling.ts';
import { TODAY, VALID_FAB } from '../../helpers/microelectronics.ts';
import { fc } from '../../helpers/properties.ts';

/** Everything a session shows, as one value to compare. */
function picture(session: Session): unknown {
  const nodes: unknown[] = [];
  eachNode(session, (node, path) => {
    nodes.push([path, session.relevant(path), node.kind === 'question' ? session.field(path) : session.progress(path)]);
    if (node.kind === 'question' && node.list !== undefined && (node.choiceFilter !== undefined || node.list.startsWith('${'))) nodes.push(session.choices(path).map((one) => one.value));
  });
  return { nodes, findings: session.findings('accept'), progress: session.progress('/'), relevant: [...session.relevantAnswers()].sort(([a], [b]) => (a < b ? -1 : 1)) };
}

const reopened = (compiled: CompiledForm, session: Session, now?: string): unknown => picture(createSession(compiled, session.answers(), environment(now)));

/** A form with something of everything: nested repeats, aggregates, counted rows, filters, rules, shares. */
const small = compileForm(formOf(
  [
    q('n', 'integer'), q('kind', 'select_one', { list: 'kinds' }), q('total', 'calculate', { calculation: "sum(${x}[. != '']) + coalesce(${n}, 0)" }),
    group('g', [
      q('shown', 'text', { required: "${kind} = 'a'", constraint: 'string-length(.) < 3' }),
      repeat('row', [
        q('x', 'integer', { required: 'true()', constraint: '. <= ${n}' }), q('share', 'calculate', { calculation: '100 * ${x} div ${total}' }), q('place', 'calculate', { calculation: 'position(..)' }),
        q('label', 'text', { relevant: '${x} > 1', constraint: 'count(../../row[label = current()/.]) <= 1' }),
        repeat('part', [q('y', 'integer'), q('of', 'calculate', { calculation: '${y} * ${x}' })], { relevant: '${x} != 3' }),
        q('parts', 'calculate', { calculation: "sum(${of}[. != ''])" }),
      ], { required: true, max: 3 }),
      repeat('fixed', [q('z', 'integer'), q('next', 'calculate', { calculation: '${z} + 1' })], { count: '${n}' }),
    ], { relevant: "${kind} != 'c'" }),
    q('pick', 'select_one', { list: '${label}' }), q('sub', 'select_one', { list: 'subs', choiceFilter: 'kind = ${kind}' }),
    q('sums', 'calculate', { calculation: "sum(${next}[. != '']) + count(${part})" }),
  ],
  {
    choices: { kinds: ['a', 'b', 'c'].map((code) => choice(code)), subs: [choice('a1', { kind: 'a' }), choice('b1', { kind: 'b' })] },
    rules: [
      rule('R1', '${x} >= ${parts}', ['/g/row/x', '/g/row/parts'], { context: '/g/row', message: { en: '${x} < ${parts}' } }),
      rule('R2', '${sums} < 10', ['/g/fixed', '/n'], { level: 'warning', stage: 'draft' }),
      rule('R3', 'missing-share(${g}) <= 0.3', ['/g'], { level: 'warning' }),
    ],
  },
));

type Edit = { readonly kind: 'answer'; readonly at: number; readonly value: Answer | null } | { readonly kind: 'add'; readonly at: number; readonly before: number } | { readonly kind: 'remove'; readonly at: number };

const someAnswer = fc.oneof(
  fc.constant(null), fc.integer({ min: 0, max: 4 }), fc.constantFrom('a', 'b', 'c', 'a1', 'b1', 'long text'), fc.constant({ missing: 'no_data' } as const),
);
const someEdits = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('answer' as const), at: fc.nat(), value: someAnswer }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('add' as const), at: fc.nat(), before: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), at: fc.nat() }) },
  ),
  { maxLength: 40 },
);

function apply(session: Session, edit: Edit): ReadonlySet<Path> {
  const questions: Path[] = [];
  const repeats: Path[] = [];
  eachNode(session, (node, path) => {
    if (node.kind === 'question' && node.calculation === undefined) questions.push(path);
    if (node.kind === 'repeat' && node.count === undefined) repeats.push(path);
  });
  if (edit.kind === 'answer') return session.answer(questions[edit.at % questions.length] as Path, edit.value);
  const repeatAt = repeats[edit.at % repeats.length] as Path;
  const rows = session.rows(repeatAt);
  if (edit.kind === 'remove') return rows.length === 0 ? new Set() : session.removeRow(repeatAt, rows[edit.at % rows.length] as string);
  const before = rows[edit.before % (rows.length + 1)];
  return session.addRow(repeatAt, before === undefined ? {} : { before }).changed;
}

describe('laws of a session', () => {
  it('after any edits it shows what a session opened anew on the same answers shows', () => {
    fc.assert(fc.property(someEdits, (edits) => {
      const session = createSession(small, new Map(), environment());
      for (const edit of edits) apply(session, edit);
      expect(picture(session)).toEqual(reopened(small, session));
    }), { numRuns: 300 });
  });

  it('opened together with others it shows what it shows opened alone, and afterwards they have nothing to do with one another', () => {
    fc.assert(fc.property(fc.array(someEdits, { minLength: 2, maxLength: 4 }), (several) => {
      const stored = several.map((edits) => {
        const session = createSession(small, new Map(), environment());
        for (const edit of edits) apply(session, edit);
        return { answers: session.answers(), last: null };
      });
      const together = createSessions(small, stored.map(({ answers, last }) => ({ answers: new Map(answers), last })), environment());
      expect(together.map(picture)).toEqual(stored.map(({ answers }) => picture(createSession(small, answers, environment()))));
      const [first, ...others] = together as [Session, ...Session[]];
      const before = others.map(picture);
      for (const edit of several[1] ?? []) apply(first, edit);
      expect(others.map(picture)).toEqual(before);
      expect(picture(first)).toEqual(reopened(small, first));
    }), { numRuns: 100 });
  });

  it('every field that looks different afterwards is among the changed paths', () => {
    fc.assert(fc.property(someEdits, (edits) => {
      const session = createSession(small, new Map(), environment());
      for (const edit of edits) {
        const before = fields(session);
        const changed = apply(session, edit);
        for (const [path, state] of fields(session)) if (before.has(path) && before.get(path) !== state) expect(changed).toContain(path);
      }
    }), { numRuns: 100 });
  });

  it('the order in which answers are given does not matter', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.tuple(fc.constantFrom('/n', '/kind', '/g/shown', '/pick', '/sub', '/g/row[a]/x', '/g/row[b]/x', '/g/row[a]/label', '/g/row[b]/label'), someAnswer), { selector: ([path]) => path }), fc.nat(), (answers, turn) => {
      const fill = (list: typeof answers): unknown => {
        const session = createSession(small, new Map([['/g/row[a]', 1], ['/g/row[b]', 2]]), environment());
        for (const [path, value] of list) session.answer(path, value);
        return picture(session);
      };
      const at = turn % Math.max(1, answers.length);
      expect(fill([...answers.slice(at), ...answers.slice(0, at)].reverse())).toEqual(fill(answers));
    }), { numRuns: 150 });
  });

  it('taking back every change gives the first picture back', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom('/n', '/kind', '/g/shown', '/g/row[a]/x'), someAnswer)), (answers) => {
      const session = createSession(small, new Map<Path, Answer>([['/g/row[a]', 1], ['/n', 2]]), environment());
      const before = picture(session);
      const values = new Map(answers.map(([path]) => [path, session.field(path).value]));
      for (const [path, value] of answers) session.answer(path, value);
      for (const [path, value] of values) session.answer(path, value);
      expect(picture(session)).toEqual(before);
    }), { numRuns: 150 });
  });

  it('holds for the microelectronics form', () => {
    const compiled = compileForm(microelectronics());
    fc.assert(fc.property(fc.array(fc.record({ kind: fc.constant('answer' as const), at: fc.nat(), value: fc.oneof(someAnswer, fc.constantFrom('RU', 'KZ', 'yes', 'no', ['fab'], 90, 200, '2026-01-01')) }), { maxLength: 30 }), (edits) => {
      const session = createSession(compiled, new Map(), environment(TODAY));
      fillIn(session, VALID_FAB);
      for (const edit of edits) apply(session, edit);
      expect(picture(session)).toEqual(reopened(compiled, session, TODAY));
    }), { numRuns: 12 });
  });
});

function fields(session: Session): ReadonlyMap<Path, string> {
  const found = new Map<Path, string>();
  eachNode(session, (node, path) => {
    found.set(path, JSON.stringify([session.relevant(path), node.kind === 'question' ? session.field(path) : null, session.findingsAt(path)]));
  });
  return found;
}
