import { expect, test } from 'vitest';
import { createFound, type Sources } from '../../../renderer/survey/fill/found.ts';
import { compileForm } from '../../../shared/survey/engine/compile.ts';
import { createSession } from '../../../shared/survey/engine/engine.ts';
import type { Finding } from '../../../shared/survey/findings.ts';
import type { Level } from '../../../shared/survey/form.ts';
import { environment, formOf, group, q } from '../../helpers/form.ts';

const form = formOf([group('A', [q('A01', 'integer', { required: 'true()' }), q('A02', 'decimal', { constraint: '. <= ${A01}' }), q('A03', 'integer')])]);
const other = (rule: string, level: Level, ...paths: string[]): Finding => ({ rule, level, paths, message: { kind: 'sentence', code: 'finding.comment', values: { text: rule } } });

function desk(beside: Partial<Pick<Sources, 'compared' | 'comments' | 'stage'>> = {}) {
  const session = createSession(compileForm(form), new Map(), environment());
  let sources: Sources | null = { session, stage: 'draft', compared: [], comments: [], ...beside };
  return { session, found: createFound(() => sources), set: (next: Partial<Sources> | null) => { sources = next && { ...(sources as Sources), ...next }; } };
}

test('what is found at a place is what all hold of it, the gravest first', () => {
  const { session, found, set } = desk({ compared: [other('second-entry', 'warning', '/A/A02'), other('twin', 'warning', '/A/A01', '/A/A02')], comments: [other('comment', 'info', '/A/A02')] });
  const gravity = ['error', 'warning', 'info'];
  for (const stage of ['draft', 'complete'] as const) {
    set({ stage });
    for (const [path, value] of [['/A/A02', 5], ['/A/A01', 3], ['/A/A02', 'x'], ['/A/A01', null], ['/A/A02', 2]] as const) {
      session.answer(path, value);
      for (const at of ['/A/A01', '/A/A02', '/A/A03']) {
        const held = found.all().filter(({ paths }) => paths.includes(at)).sort((a, b) => gravity.indexOf(a.level) - gravity.indexOf(b.level));
        expect(found.at(at)).toEqual(held);
      }
    }
  }
  expect(found.at('/A/A02').map(({ rule }) => rule)).toEqual(['constraint', 'second-entry', 'twin', 'comment']);
});

test('as long as the same is found, it is the same list', () => {
  const { session, found } = desk();
  session.answer('/A/A01', 3);
  session.answer('/A/A02', 5);
  const [all, at, none] = [found.all(), found.at('/A/A02'), found.at('/A/A03')];
  expect(at).toHaveLength(1);
  session.answer('/A/A03', 7);
  session.answer('/A/A02', 6);
  expect([found.all(), found.at('/A/A02'), found.at('/A/A03')].map((list, index) => list === [all, at, none][index])).toEqual([true, true, true]);
  session.answer('/A/A02', 2);
  expect([found.all(), found.at('/A/A02')]).toEqual([[], []]);
});

test('while no form is open nothing is found', () => {
  const { session, found, set } = desk({ comments: [other('comment', 'info', '/A/A02')] });
  session.answer('/A/A01', 'x');
  expect(found.all()).toHaveLength(2);
  set(null);
  expect([found.all(), found.at('/A/A02')]).toEqual([[], []]);
});
