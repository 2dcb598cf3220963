import { describe, expect, it } from 'vitest';
import { findingsOf, formOf, group, q, repeat, rule, sessionOf, choice } from '../../helpers/form.ts';

describe('filling in a response', () => {
  it('shows a question when the answer it depends on is given, and restores what was entered', () => {
    const session = sessionOf(formOf([q('foreign', 'select_one', { list: 'yes_no' }), q('country', 'text', { relevant: "${foreign} = 'yes'" })]));
    expect(session.field('/country').relevant).toBe(false);
    expect([...session.answer('/foreign', 'yes')]).toContain('/country');
    session.answer('/country', 'Armenia');
    session.answer('/foreign', 'no');
    expect(session.field('/country')).toMatchObject({ relevant: false, value: 'Armenia' });
    expect(session.relevantAnswers().has('/country')).toBe(false);
    session.answer('/foreign', 'yes');
    expect(session.relevantAnswers().get('/country')).toBe('Armenia');
  });

  it('says of a number with more digits than are kept that it is to be rounded, of a word that a number is wanted', () => {
    const session = sessionOf(formOf([q('income', 'decimal'), q('staff', 'integer')]));
    const said = (path: string) => session.findingsAt(path).map(({ message }) => (message.kind === 'sentence' ? message.code : ''));
    session.answer('/income', '12 345 678 901 234 567,5');
    session.answer('/staff', '9007199254740993');
    expect([said('/income'), said('/staff')]).toEqual([['finding.type.digits'], ['finding.type.digits']]);
    session.answer('/income', 'много');
    session.answer('/staff', 1.5);
    expect([said('/income'), said('/staff')]).toEqual([['finding.type.decimal'], ['finding.type.integer']]);
  });

  it('hides everything in a section that is not relevant', () => {
    const session = sessionOf(formOf([q('fab', 'select_one', { list: 'yes_no' }), group('F', [q('lines', 'integer', { required: 'true()' })], { relevant: "${fab} = 'yes'" })]));
    expect(session.field('/F/lines')).toMatchObject({ relevant: false, required: false });
    expect(findingsOf(session)).toEqual([]);
    session.answer('/fab', 'yes');
    expect(session.relevant('/F')).toBe(true);
    expect(findingsOf(session)).toEqual(['required /F/lines']);
  });

  it('says numbers in its sentences as the tables show them, years without groups wherever they come from', () => {
    const session = sessionOf(formOf([q('founded', 'year'), q('revenue', 'decimal'), q('before', 'calculate', { calculation: '${founded} - 1' })], {
      rules: [rule('R7', 'false()', ['/revenue'], { message: { ru: '${revenue}; {${revenue} * 1000}; ${founded}; ${before}; {${before} - 1}; {${revenue} * ${founded}}; {if(${revenue} > 1, concat("всего ", ${revenue}, " с ", ${founded}), "мало")}' } })],
    }));
    session.answer('/founded', 2019);
    session.answer('/revenue', 1288.5);
    const [finding] = session.findings('complete');
    expect(finding?.message).toEqual({ kind: 'form', text: { ru: '1\u00a0288,5; 1\u00a0288\u00a0500; 2019; 2018; 2017; 2\u00a0601\u00a0481,5; всего 1\u00a0288,5 с 2019' } });
  });

  it('recomputes calculations within a row and sums over rows', () => {
    const form = formOf([
      repeat('line', [q('capacity', 'integer'), q('actual', 'integer'), q('load', 'calculate', { calculation: '100 * ${actual} div ${capacity}' })]),
      q('total', 'calculate', { calculation: 'sum(${capacity})' }),
      q('lines', 'calculate', { calculation: 'count(${line})' }),
    ]);
    const session = sessionOf(form);
    const { row: a } = session.addRow('/line');
    session.answer(`/line[${a}]/capacity`, 200);
    session.answer(`/line[${a}]/actual`, 150);
    expect(session.field(`/line[${a}]/load`).value).toBe(75);
    const { row: b } = session.addRow('/line');
    session.answer(`/line[${b}]/capacity`, 300);
    expect(session.field('/total').value).toBe(500);
    expect(session.field('/lines').value).toBe(2);
    session.removeRow('/line', a);
    expect(session.field('/total').value).toBe(300);
    expect(session.rows('/line')).toEqual([b]);
  });

  it('asks for a required answer, and takes a reason for one', () => {
    const session = sessionOf(formOf([q('a', 'integer', { required: 'true()' })]));
    expect(findingsOf(session)).toEqual(['required /a']);
    expect(session.findings('draft')).toEqual([]);
    session.answer('/a', { missing: 'no_data' });
    expect(findingsOf(session)).toEqual([]);
    expect(session.progress('/')).toMatchObject({ required: 1, answered: 1, errors: 0 });
  });

  it('keeps a rule quiet until all it counts with is known', () => {
    const form = formOf([q('a', 'decimal'), q('b', 'decimal')], { rules: [rule('R7', '${a} + ${b} <= 100', ['/a', '/b'], { message: { en: '{${a} + ${b}} is over 100: ${a} and ${b}' } })] });
    const session = sessionOf(form);
    session.answer('/a', 90);
    expect(findingsOf(session)).toEqual([]);
    session.answer('/b', 13.5);
    expect(session.findings()[0]?.message).toEqual({ kind: 'form', text: { en: '103.5 is over 100: 90 and 13.5' } });
    session.answer('/b', 10);
    expect(findingsOf(session)).toEqual([]);
  });

  it('offers choices by what was chosen before, and finds answers that no longer fit', () => {
    const form = formOf([q('country', 'select_one', { list: 'countries' }), q('region', 'select_one', { list: 'regions', choiceFilter: 'country = ${country}' })], {
      choices: { countries: [choice('BY'), choice('KZ')], regions: [choice('BY-HM', { country: 'BY' }), choice('KZ-75', { country: 'KZ' })] },
    });
    const session = sessionOf(form);
    session.answer('/country', 'BY');
    expect(session.choices('/region').map((one) => one.value)).toEqual(['BY-HM']);
    session.answer('/region', 'BY-HM');
    session.answer('/country', 'KZ');
    expect(findingsOf(session)).toEqual(['code-list /region']);
  });

  it('lets rows of one repeat be the choices of another question', () => {
    const form = formOf([repeat('site', [q('name')]), repeat('line', [q('at', 'select_one', { list: '${name}' })])]);
    const session = sessionOf(form);
    const { row: site } = session.addRow('/site');
    const { row: line } = session.addRow('/line');
    session.answer(`/site[${site}]/name`, 'Main fab');
    expect(session.choices(`/line[${line}]/at`).map((one) => one.value)).toEqual(['Main fab']);
    session.answer(`/line[${line}]/at`, 'Main fab');
    expect(findingsOf(session)).toEqual([]);
    session.answer(`/site[${site}]/name`, 'Old fab');
    expect(findingsOf(session)).toEqual([`code-list /line[${line}]/at`]);
  });

  it('counts warnings until they are justified, and keeps the justification while the finding stands', () => {
    const form = formOf([q('a', 'integer')], { rules: [rule('W1', '${a} < 10', ['/a'], { level: 'warning' })] });
    const session = sessionOf(form);
    session.answer('/a', 12);
    expect(session.progress('/')).toMatchObject({ warnings: 1, unjustified: 1 });
    session.answer('!W1:/a', 'A new line was opened.');
    expect(session.progress('/')).toMatchObject({ warnings: 1, unjustified: 0 });
    expect(session.findings()[0]?.justification).toBe('A new line was opened.');
    expect(session.relevantAnswers().has('!W1:/a')).toBe(true);
    session.answer('/a', 2);
    expect(session.relevantAnswers().has('!W1:/a')).toBe(false);
    expect(session.progress('/')).toMatchObject({ warnings: 0, unjustified: 0 });
  });

  it('keeps rules of the Commission for the Commission, and answers it has no place for', () => {
    const form = formOf([q('a', 'integer')], { rules: [rule('C1', '${a} < 10', ['/a'], { stage: 'accept' }), rule('D1', '${a} < 20', ['/a'], { stage: 'draft' })] });
    const session = sessionOf(form, { '/a': 25, '/gone[x]': 1, '/gone[x]/b': 'kept', '/old': 'kept' });
    const ids = (stage: 'draft' | 'complete' | 'accept'): readonly string[] => session.findings(stage).map((finding) => finding.rule);
    expect([ids('draft'), ids('complete'), ids('accept')]).toEqual([['D1'], ['D1'], ['C1', 'D1']]);
    expect(session.findingsAt('/a').map((finding) => finding.rule)).toEqual(['D1']);
    expect(session.answers().get('/old')).toBe('kept');
    expect([...session.relevantAnswers().keys()]).toEqual(['/a']);
  });

  it('shows as many rows as a count says and brings hidden rows back', () => {
    const form = formOf([q('n', 'integer'), repeat('line', [q('x', 'integer')], { count: '${n}' })]);
    const session = sessionOf(form);
    session.answer('/n', 2);
    expect(session.rows('/line')).toEqual(['1', '2']);
    session.answer('/line[2]/x', 7);
    session.answer('/n', 1);
    expect(session.rows('/line')).toEqual(['1']);
    session.answer('/n', 2);
    expect(session.field('/line[2]/x').value).toBe(7);
  });

  it('puts answers into labels', () => {
    const session = sessionOf(formOf([repeat('site', [q('town'), q('area', 'decimal', { label: { en: 'Area of ${town} {m²}' }, hint: { en: 'In ${town}' } })])]));
    const { row } = session.addRow('/site');
    expect(session.texts(`/site[${row}]/area`).label).toEqual({ en: 'Area of – {m²}' });
    expect(session.answer(`/site[${row}]/town`, 'Minsk')).toContain(`/site[${row}]/area`);
    expect(session.texts(`/site[${row}]/area`)).toEqual({ label: { en: 'Area of Minsk {m²}' }, hint: { en: 'In Minsk' } });
  });

  it('fills in defaults and metadata once, and keeps the end for completing', () => {
    const form = formOf([
      q('from', 'metadata', { parameters: { kind: 'start' } }), q('on', 'metadata', { parameters: { kind: 'today' } }), q('by', 'metadata', { parameters: { kind: 'username' } }), q('until', 'metadata', { parameters: { kind: 'end' } }),
      q('town', 'text', { default: "'Minsk'" }), repeat('row', [q('n', 'integer', { default: 'position(..)' })]),
    ]);
    const session = sessionOf(form);
    session.addRow('/row');
    const { row } = session.addRow('/row');
    expect([...session.relevantAnswers()].filter(([path]) => !path.includes('['))).toEqual([
      ['/from', '2026-11-23T14:05:00.000+03:00'], ['/on', '2026-11-23'], ['/by', 'official'], ['/until', '2026-11-23T14:05:00.000+03:00'], ['/town', 'Minsk'],
    ]);
    expect(session.field(`/row[${row}]/n`).value).toBe(2);
    session.answer('/town', null);
    expect(sessionOf(form, Object.fromEntries(session.answers())).field('/town').value).toBeNull();
  });

  it('recomputes a triggered question only when its trigger changes', () => {
    const session = sessionOf(formOf([q('a', 'integer'), q('b', 'integer'), q('copy', 'integer', { calculation: '${a} + ${b}', trigger: ['/a'] })]));
    session.answer('/b', 2);
    expect(session.field('/copy')).toMatchObject({ value: null, readonly: false });
    session.answer('/a', 1);
    expect(session.field('/copy').value).toBe(3);
    session.answer('/b', 5);
    expect(session.field('/copy').value).toBe(3);
    expect(session.answers().get('/copy')).toBe(3);
  });

  it('checks types, bounds, identifiers and numbers of rows', () => {
    const form = formOf([
      q('whole', 'integer'), q('share', 'decimal', { measure: 'percent' }), q('grade', 'range', { parameters: { start: '1', end: '5', step: '2' } }), q('when', 'date'), q('year', 'year'),
      q('country'), q('tin', 'text', { idScheme: 'auto', schemeCountry: 'country' }), repeat('row', [q('x')], { min: 2, max: 2 }),
    ]);
    const session = sessionOf(form, { '/whole': 1.5, '/share': 101, '/grade': 4, '/when': '2026-02-30', '/year': 26, '/country': 'RU', '/tin': '7735007359', '/row[a]': 1 });
    expect(findingsOf(session)).toEqual(['type /whole', 'range /share', 'range /grade', 'type /when', 'type /year', 'identifier /tin', 'rows /row']);
    session.answer('/country', 'AM');
    session.answer('/tin', '01538354');
    expect(session.findingsAt('/tin')).toEqual([]);
  });

  it('carries a running balance from row to row', () => {
    const session = sessionOf(formOf([repeat('row', [q('x', 'integer'), q('balance', 'calculate', { calculation: '${x} + coalesce(indexed-repeat(${balance}, ${row}, position(..) - 1), 0)' })])]));
    const rows = [1, 2, 3, 4].map((x) => {
      const { row } = session.addRow('/row');
      session.answer(`/row[${row}]/x`, x);
      return row;
    });
    const balances = (): readonly unknown[] => session.rows('/row').map((row) => session.field(`/row[${row}]/balance`).value);
    expect(balances()).toEqual([1, 3, 6, 10]);
    session.answer(`/row[${rows[1] as string}]/x`, 10);
    expect(balances()).toEqual([1, 11, 14, 18]);
    session.removeRow('/row', rows[0] as string);
    expect(balances()).toEqual([10, 13, 17]);
  });

  it('takes a reason for having no rows back when a row is added', () => {
    const session = sessionOf(formOf([repeat('row', [q('x', 'integer')], { required: true })]));
    expect(findingsOf(session)).toEqual(['required /row']);
    session.answer('/row', { missing: 'not_applicable' });
    expect(findingsOf(session)).toEqual([]);
    session.addRow('/row');
    expect(session.field('/row').value).toBeNull();
  });

  it('takes away with a row all that was kept for it: rows below, hidden rows, justifications, what an older form left', () => {
    const form = formOf([repeat('line', [
      q('n', 'integer'), q('x', 'integer', {}), repeat('part', [q('y', 'integer')], { count: '${n}' }),
    ])], { rules: [rule('R1', '${x} < 5', ['/line/x'], { context: '/line', level: 'warning' })] });
    const session = sessionOf(form, {
      '/line[a]': 1, '/line[a]/n': 2, '/line[a]/x': 9, '/line[a]/gone': 'old', '/line[b]': 2, '/line[b]/x': 9, '!R1:/line[b]/x': 'so it is',
    });
    session.answer('/line[a]/part[1]/y', 1);
    session.answer('/line[a]/part[2]/y', 2);
    session.answer('/line[a]/n', 1);
    session.answer('!R1:/line[a]/x', 'yes');
    session.removeRow('/line', 'a');
    expect([...session.answers().keys()].toSorted()).toEqual(['!R1:/line[b]/x', '/line[b]', '/line[b]/x']);
    session.answer('!R1:/line[b]/x', 'still so');
    session.removeRow('/line', 'b');
    expect([...session.answers()]).toEqual([]);
    expect(session.findings()).toEqual([]);
  });

  it('gives the same list of findings until one of them changes', () => {
    const session = sessionOf(formOf([q('a', 'integer', { constraint: '. > 0' }), q('b', 'integer', { required: 'true()' })]));
    const empty = session.findings();
    session.answer('/a', 5);
    expect(session.findings()).toBe(empty);
    session.answer('/a', -5);
    expect(session.findings()).not.toBe(empty);
    expect(empty).toHaveLength(1);
    expect(session.findings().map((finding) => finding.rule)).toEqual(['constraint', 'required']);
    expect(session.findings('draft').map((finding) => finding.rule)).toEqual(['constraint']);
  });

  it('says what changed in the draft, once', () => {
    const session = sessionOf(formOf([q('a')]));
    session.answer('/a', 'x');
    session.answer('/a', 'y');
    expect(session.takeChanges()).toEqual([{ path: '/a', value: 'y' }]);
    expect(session.takeChanges()).toEqual([]);
  });
});
