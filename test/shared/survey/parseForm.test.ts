import { describe, expect, it } from 'vitest';
import { parseForm } from '../../../shared/survey/engine/parseForm.ts';
import { printRemark } from '../../../shared/text/print.ts';
import { formOf, group, q, repeat, rule } from '../../helpers/form.ts';
import { microelectronics } from '../../helpers/forms.ts';

const good = formOf([group('g', [q('a', 'integer')]), repeat('r', [q('b')])], { rules: [rule('R1', '${a} > 1', ['/g/a'])] });

describe('a form from outside', () => {
  it('runs when it is whole', () => {
    expect(parseForm(JSON.parse(JSON.stringify(good))).ok).toBe(true);
    expect(parseForm(microelectronics()).ok).toBe(true);
  });

  it.each([
    ['is no object', 7],
    ['has a property nobody knows', { ...good, script: 'x' }],
    ['is of another format', { ...good, formatVersion: 2 }],
    ['has a question that says it stands elsewhere', { ...good, body: [{ ...(q('a')('/x') as object), path: '/y/a' }] }],
    ['has two questions at one path', { ...good, body: [q('a')(''), q('a')('')], rules: [] }],
    ['has a rule that cannot be read', { ...good, rules: [{ ...rule('R1', '1 +', ['/g/a']) }] }],
    ['has a rule that points nowhere', { ...good, rules: [rule('R1', '1', ['/nowhere'])] }],
    ['nests without end', { ...good, body: [Array.from({ length: 500 }).reduce<object>((inner) => ({ kind: 'group', name: 'g', path: '/g', label: {}, children: [inner] }), {})] }],
  ])('is refused when it %s', (_, form) => {
    expect(parseForm(form).ok).toBe(false);
  });

  it.each([
    ['is no object', 7, 'в / стоит то, чего там быть не может.'],
    ['has a property nobody knows', { ...good, script: 'x' }, 'в / стоит "script", такого в анкетах нет.'],
    ['has a title beyond all measure', { ...good, title: { ru: 'я'.repeat(20_001) } }, 'в /title/ru больше допустимого (20 000).'],
    ['has a question that says it stands elsewhere', { ...good, body: [{ ...(q('a')('/x') as object), path: '/y/a' }] }, 'путь /y/a не говорит, где стоит вопрос, или имя уже занято.'],
  ])('is refused in one language when it %s', (_, form, said) => {
    const parsed = parseForm(form);
    const [first] = parsed.ok ? [] : parsed.error;
    expect(first && printRemark('ru', first.remark).replaceAll('\u00a0', ' ')).toBe(`Файл анкеты построен неправильно: ${said}`);
  });
});
