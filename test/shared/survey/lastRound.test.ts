import { expect, test } from 'vitest';
import { compileForm } from '../../../shared/survey/engine/compile.ts';
import { createSession } from '../../../shared/survey/engine/engine.ts';
import { carriedPath } from '../../../shared/survey/path.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import { printSentence } from '../../../shared/text/print.ts';
import type { SentenceCode } from '../../../shared/text/print.ts';
import { choice, environment, formOf, group, q, repeat } from '../../helpers/form.ts';

const form = formOf([
  group('C', [
    q('C02', 'decimal', { required: 'true()' }), q('C04', 'integer', { lastRound: 'grow', change: 10 }), q('C05', 'decimal', { measure: 'percent', change: 5 }), q('C06', 'text', { relevant: '${C02} > 0' }),
    q('C07', 'select_multiple', { list: 'uses', lastRound: 'append' }),
    repeat('line', [q('F01'), q('F02', 'decimal')], { lastRound: 'append' }),
  ]),
], { parameters: [{ name: 'last_round_change', value: 50 }], choices: { uses: [choice('a'), choice('b'), choice('c')] } });

const before: Readonly<Record<Path, Answer>> = { '/C/C02': 100, '/C/C04': 20, '/C/C05': 40, '/C/C06': 'text', '/C/C07': ['a', 'b'], '/C/line[k1]': 1, '/C/line[k1]/F01': 'one', '/C/line[k1]/F02': 0 };

/** A draft that holds all of the last round, and waits for each answer to be confirmed. */
function carriedOver(): Session {
  const marks = Object.keys(before).filter((path) => !path.endsWith(']')).map((path) => [carriedPath(path), 'carried'] as const);
  return createSession(compileForm(form), new Map<Path, Answer>([...Object.entries(before), ...marks]), environment(), { round: '2025', answers: new Map(Object.entries(before)) });
}

const said = (session: Session, path: Path): readonly string[] => session.findingsAt(path).map(({ rule, level, message }) => `${rule} ${level} ${message.kind === 'sentence' ? printSentence('en', message.code as SentenceCode, message.values) : ''}`.trim());

test('what was carried over is no answer until somebody confirms or changes it, and stops completing', () => {
  const session = carriedOver();
  expect(session.progress('/')).toMatchObject({ required: 1, answered: 0 });
  expect(session.findings('draft')).toEqual([]);
  expect(session.carried('/')).toEqual(['/C/C02', '/C/C04', '/C/C05', '/C/C06', '/C/C07', '/C/line[k1]/F01', '/C/line[k1]/F02']);
  expect(session.carried('/C/line[k1]')).toEqual(['/C/line[k1]/F01', '/C/line[k1]/F02']);
  expect(said(session, '/C/C02')).toEqual(['last-round error The answer comes from round 2025. Confirm it or correct it.']);
  session.takeChanges();
  expect([...session.confirm(['/C/C02', '/C/C06'])]).toEqual(['/C/C02', '/C/C06']);
  expect(session.takeChanges()).toEqual([{ path: carriedPath('/C/C02'), value: null }, { path: carriedPath('/C/C06'), value: null }]);
  expect(session.progress('/')).toMatchObject({ required: 1, answered: 1 });
  session.answer('/C/C05', 41);
  expect(session.isCarried('/C/C05')).toBe(false);
  session.answer('/C/C02', 0);
  expect(session.carried('/C')).not.toContain('/C/C06');
});

test('a change beyond the threshold of the question, or of the form, wants an explanation in words', () => {
  const session = carriedOver();
  session.confirm(session.carried('/'));
  session.answer('/C/C02', 150);
  expect(session.findings('draft')).toEqual([]);
  session.answer('/C/C02', 151);
  expect(said(session, '/C/C02')).toEqual(['change warning Changed by 51% since round 2025: it was 100, now 151. A change of more than 50% needs an explanation.']);
  session.answer('/C/C05', 46);
  expect(said(session, '/C/C05')).toEqual(['change warning Changed by 6 percentage points since round 2025: it was 40%, now 46%. A change of more than 5 points needs an explanation.']);
  session.answer('/C/line[k1]/F02', 0.5);
  expect(said(session, '/C/line[k1]/F02')).toEqual(['change warning In round 2025 it was 0, now 0.5. Such a change needs an explanation.']);
  session.answer('!change:/C/C02', 'A new line was started.');
  expect(session.findings('complete').find(({ paths }) => paths[0] === '/C/C02')?.justification).toBe('A new line was started.');
  expect(session.relevantAnswers().get('!change:/C/C02')).toBe('A new line was started.');
  session.answer('/C/C02', { missing: 'no_data' });
  expect(said(session, '/C/C02')).toEqual([]);
});

test('what may only grow or be added to is protected', () => {
  const session = carriedOver();
  session.confirm(session.carried('/'));
  session.answer('/C/C04', 19);
  expect(said(session, '/C/C04')).toEqual(['protected error The value cannot be less than in round 2025: it was 20, now 19. Correct it.']);
  session.answer('/C/C04', 21);
  session.answer('/C/C07', ['b', 'c']);
  expect(said(session, '/C/C07')).toEqual(['protected error Answers of round 2025 may only be added to: 1 choice has been taken away. Put it back.']);
  session.answer('/C/C07', ['a', 'b', 'c']);
  session.addRow('/C/line', { id: 'k2' });
  expect(session.findings('draft')).toEqual([]);
  session.removeRow('/C/line', 'k1');
  expect(said(session, '/C/line')).toEqual(['protected error Rows of round 2025 may only be added to: 1 row has been removed. Put it back.']);
});

test('marks stay in the draft, and go with their row', () => {
  const session = carriedOver();
  session.removeRow('/C/line', 'k1');
  expect(session.answers().has(carriedPath('/C/line[k1]/F01'))).toBe(false);
  expect(session.answers().has(carriedPath('/C/C02'))).toBe(true);
  expect([...session.relevantAnswers().keys()].filter((path) => path.startsWith('@'))).toEqual([]);
});

test('a session shows the same as one that is opened anew on its answers', () => {
  const session = carriedOver();
  session.confirm(['/C/C04']);
  session.answer('/C/C02', 500);
  session.answer(carriedPath('/C/C04'), 'carried');
  const anew = createSession(compileForm(form), session.answers(), environment(), session.last);
  expect(anew.findings('complete')).toEqual(session.findings('complete'));
  expect(anew.progress('/')).toEqual(session.progress('/'));
  expect(anew.carried('/')).toEqual(session.carried('/'));
  expect(session.carried('/')).toContain('/C/C04');
});
