import { beforeAll, describe, expect, test } from 'vitest';
import type { CompiledForm } from '../../../../shared/survey/engine/compile.ts';
import { compileForm } from '../../../../shared/survey/engine/compile.ts';
import { createSession } from '../../../../shared/survey/engine/engine.ts';
import type { Finding } from '../../../../shared/survey/findings.ts';
import type { Session } from '../../../../shared/survey/session.ts';
import { edit, fillIn } from '../../../helpers/filling.ts';
import { environment } from '../../../helpers/form.ts';
import { microelectronics } from '../../../helpers/forms.ts';
import { TODAY, VALID_FAB } from '../../../helpers/microelectronics.ts';
import { cooperation } from './cooperation.ts';
import { economics } from './economics.ts';
import { organisation } from './organisation.ts';
import { production } from './production.ts';
import { supply } from './supply.ts';

const cases = [...organisation, ...economics, ...production, ...supply, ...cooperation];
/** Rules that compare companies have tests of their own. */
const COMPARING = ['R15', 'R35', 'R55', 'R56'];

let form: CompiledForm;
beforeAll(() => {
  form = compileForm(microelectronics());
});

function filled(): Session {
  const session = createSession(form, new Map(), environment(TODAY));
  fillIn(session, VALID_FAB);
  return session;
}

const of = (session: Session, rule: string): readonly Finding[] => session.findings('complete').filter((finding) => finding.rule === rule);
const russian = (finding: Finding | undefined): string => (finding?.message.kind === 'form' ? (finding.message.text.ru ?? '') : '').replace(/[\u00a0\u202f]/g, ' ');

test('the valid response has no findings at all', () => {
  expect(filled().findings('complete')).toEqual([]);
});

test('every question of the valid response is answered, save those of the other states', () => {
  const session = filled();
  expect(session.progress('/')).toMatchObject({ errors: 0, warnings: 0 });
  expect(session.progress('/').answered).toBe(session.progress('/').required);
});

test('the form has the 58 rules of the instrument, and every rule has a case', () => {
  const ids = new Set(form.definition.rules.map((rule) => rule.id));
  expect([...ids].filter((id) => /^R\d\d$/.test(id))).toEqual(Array.from({ length: 58 }, (_, index) => `R${String(index + 1).padStart(2, '0')}`));
  const tested = new Set([...cases.map((one) => one.rule), ...COMPARING]);
  expect([...ids].filter((id) => !tested.has(id))).toEqual([]);
});

test('an OKPO code that fails its check digit is an error in Russia, a warning in Kyrgyzstan', () => {
  const session = filled();
  edit(session, { B11: '99120136' });
  expect(of(session, 'R01').map((finding) => finding.level)).toEqual(['error']);
  edit(session, { B04: 'KG', B10: '01405200310017' });
  expect(of(session, 'R01').map((finding) => finding.level)).toEqual(['warning']);
});

describe.each(cases)('$rule: $says', ({ rule, breaks, mends, message }) => {
  test('speaks when broken, and says what it found', () => {
    const session = filled();
    edit(session, breaks);
    const [finding] = of(session, rule);
    expect(finding?.rule).toBe(rule);
    if (finding?.message.kind === 'form') {
      expect(Object.values(finding.message.text).join(' ')).not.toMatch(/[{}]|NaN|undefined/);
      expect(russian(finding)).toContain(message ?? '');
    }
  });

  test('is content when mended', () => {
    const session = filled();
    if (mends) edit(session, { ...breaks, ...mends });
    expect(of(session, rule)).toEqual([]);
  });
});
