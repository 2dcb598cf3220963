import { describe, expect, it } from 'vitest';
import { compileWorkbook } from '../../../../shared/survey/xlsform/compile.ts';
import type { Complaint } from '../../../../shared/survey/xlsform/sheet.ts';
import { printRemark } from '../../../../shared/text/print.ts';
import { defaultExpression } from '../../../../shared/survey/xlsform/questions.ts';
import { parseRowType } from '../../../../shared/survey/xlsform/types.ts';
import { book, settings } from './workbook.ts';

const said = (one: Complaint): string => `${one.sheet}!${one.column}${one.row} ${printRemark('en', one)}`;

const whole = book({
  settings,
  survey: `
    type | name | label::Русский (ru) | label::English (en) | relevance | required | constraint | constraint_message::ru | calculation | choice_filter | repeat_count | default | appearance | trigger | parameters
    begin group | A | Раздел | Section
    select_one yes_no | fab | Есть завод? | Is there a fab? | | yes
    integer | founded | Год | Year | | | . <= 2026 | Не позже \${founded} | | | | | year
    text | town | Город | Town | \${fab} = 'yes' | | | | | | | Minsk
    select_multiple tools or_other | tools | Средства | Tools
    end group
    begin_repeat | line | Линии | Lines
    decimal | made | Выпуск | Output
    calculate | double | | | | | | | \${made} * 2
    end_repeat
    range | grade | Оценка | Grade | | | | | | | | | | | start=1 end=5 step=1
    select_one towns | at | Где | Where | | | | | | near = \${fab}
    today | day
    text | log | Журнал | Log | | | | | concat(\${made}, '') | | | | | \${fab}`,
  choices: `
    list name | name | label::Русский (ru) | label::English (en) | near
    yes_no | yes | Да | Yes
    yes_no | no | Нет | No
    tools | cad | САПР | CAD
    towns | minsk | Минск | Minsk | yes`,
  _fields: `
    name | number | unit::ru | unit::en | atomic | personal | measure | id_scheme | identity | min | max | required
    town | | | | place | yes
    made | | шт. | pcs | volume | | money
    line | F01 | | | | | | | | 1 | 30 | yes`,
  _rules: `
    id | level | stage | context | when | assert | at | message::ru | message::en
    R1 | warning | draft | line | \${made} != '' | \${made} < parameter('most') | made | Выпуск \${made} велик | Output \${made} is large`,
  _parameters: `
    name | value | unit | valid_from | source
    most | 1000 | pcs | 2026-01-01 | test`,
});

describe('a workbook', () => {
  const { definition, errors, warnings, unsupported } = compileWorkbook(whole);

  it('compiles without complaint', () => {
    expect([errors, unsupported]).toEqual([[], []]);
    expect(warnings.map(said)).toEqual(['survey!H4 The column “constraint_message” is not translated: there is no column in “en”.']);
    expect(definition).toMatchObject({ formatVersion: 1, id: 'test', version: '2026-1', title: { ru: 'Опрос', en: 'Survey' }, languages: ['ru', 'en'], defaultLanguage: 'ru' });
  });

  it('becomes the tree of the form', () => {
    const [section, line, grade, at, day, log] = definition?.body ?? [];
    expect(section).toMatchObject({ kind: 'group', path: '/A', label: { ru: 'Раздел', en: 'Section' } });
    expect(section).toMatchObject({
      children: [
        { name: 'fab', type: 'select_one', list: 'yes_no', required: 'true()' },
        { name: 'founded', type: 'year', constraint: '. <= 2026', constraintMessage: { ru: 'Не позже ${founded}' } },
        { name: 'town', relevant: "${fab} = 'yes'", default: "'Minsk'", atomic: 'place', personal: true },
        { name: 'tools', type: 'select_multiple', orOther: true },
        { name: 'tools_other', type: 'text', relevant: "selected(${tools}, 'other')", label: { ru: 'Укажите другое', en: 'Specify other' } },
      ],
    });
    expect(line).toMatchObject({ kind: 'repeat', path: '/line', number: 'F01', min: 1, max: 30, required: true, children: [{ path: '/line/made', measure: 'money', unit: { ru: 'шт.', en: 'pcs' } }, { calculation: '${made} * 2' }] });
    expect(grade).toMatchObject({ type: 'range', parameters: { start: '1', end: '5', step: '1' } });
    expect(at).toMatchObject({ choiceFilter: 'near = ${fab}' });
    expect(day).toMatchObject({ type: 'metadata', parameters: { kind: 'today' } });
    expect(log).toMatchObject({ trigger: ['/A/fab'] });
  });

  it('carries choices with their columns, rules and parameters', () => {
    expect(definition?.choices['towns']).toEqual([{ value: 'minsk', label: { ru: 'Минск', en: 'Minsk' }, attributes: { near: 'yes' } }]);
    expect(definition?.choices['tools']?.map((choice) => choice.value)).toEqual(['cad', 'other']);
    expect(definition?.rules).toEqual([{
      id: 'R1', level: 'warning', stage: 'draft', scope: 'response', context: '/line', when: "${made} != ''", assert: "${made} < parameter('most')", at: ['/line/made'],
      message: { ru: 'Выпуск ${made} велик', en: 'Output ${made} is large' },
    }]);
    expect(definition?.parameters).toEqual([{ name: 'most', value: 1000, unit: 'pcs', validFrom: '2026-01-01', source: 'test' }]);
  });
});

describe('what is wrong is named by its cell', () => {
  const survey = (rows: string, sheets: Readonly<Record<string, string>> = {}): readonly string[] =>
    compileWorkbook(book({ settings: 'form_id\nx', survey: `type | name | label | relevant | constraint | calculation | required\n${rows}`, ...sheets })).errors.map(said);

  it.each([
    ['a name that no question has', 'text | a | A | ${b} = 1', ['survey!D2 The form has no question named “b”. (/a, character 1)']],
    ['a broken expression', 'integer | a | A | | . > ', ['survey!E2 The expression ends too early: a value or a name was expected. (/a, character 4)']],
    ['an unknown type', 'txt | a | A', ['survey!A2 There is no type “txt”.']],
    ['an unknown list', 'select_one fruit | a | A', ['survey!A2 There is no choice list “fruit”.']],
    ['a name twice in a group', 'text | a | A\ntext | a | A', ['survey!B3 “a” is used twice in the same group.']],
    ['a bad name', 'text | 1a | A', ['survey!B2 “1a” cannot be a name: it must begin with a letter, followed by letters, digits, “_”, “-” or “.”.']],
    ['a group that is not ended', 'begin_group | g | G\ntext | a | A', ['survey!A2 The group “g” is never ended.']],
    ['an end without a beginning', 'text | a | A\nend_repeat', ['survey!A3 “end_repeat” has nothing to end.']],
    ['crossed blocks', 'begin_group | g | G\nbegin_repeat | r | R\nend_group\nend_repeat', ['survey!A4 “end_group” is found where the repeat that begins in row 3 must end.', 'survey!A5 “end_repeat” is found where the group that begins in row 2 must end.']],
    ['a calculation that is not there', 'calculate | a | A', ['survey!F2 A calculated question needs a calculation.']],
    ['a circle', 'calculate | a | | | | ${b}\ncalculate | b | | | | ${a}', ['survey!F2 These depend on each other in a circle: /a (calculation) → /b (calculation) → /a (calculation).']],
  ])('%s', (_, rows, expected) => {
    expect(survey(rows)).toEqual(expected);
  });

  it('in the other sheets too', () => {
    expect(survey('text | a | A', {
      choices: 'list_name | name | label\nl | x y | X\nl | z | Z\nl | z | Z',
      _fields: 'name | measure | id_scheme\nb\na | metres | us_ssn',
      _rules: "id | level | assert | at | message::en\nR1 | fatal | 1 | a | m\nR2 | error | ${c} | a | m\nR3 | error | ${a} | d | m\nR4 | error | | a | m\nR5 | error | ${a} = '' | a | {1 +}",
      _parameters: 'name | value | valid_from\np | | \nq | 1 | soon',
    })).toEqual([
      'choices!B2 The choice name “x y” contains a space.',
      'choices!B4 The choice “z” is in the list “l” twice: see row 3.',
      '_fields!A2 The form has no question named “b”.',
      '_fields!B3 A measure must be “percent” or “money”, found “metres”.',
      '_fields!C3 There is no identifier scheme “us_ssn”.',
      '_rules!B2 A level must be error, warning or info, found “fatal”.',
      '_rules!C3 The form has no question named “c”. (R2, character 1)',
      '_rules!D4 The form has no question named “d”.',
      '_rules!C5 A rule needs an assert: an expression that is true when everything is in order.',
      '_rules!E6 The expression ends too early: a value or a name was expected. (R5, character 4)',
      '_parameters!B2 The parameter “p” has no value.',
      '_parameters!C3 A date is expected (2026-01-31), found “soon”.',
    ]);
  });

  it('a workbook without a survey', () => {
    expect(compileWorkbook(book({ settings })).errors).toMatchObject([{ sheet: 'survey', code: 'no-survey' }]);
  });
});

describe('what is not supported is named, not passed over', () => {
  it('types, columns, sheets', () => {
    const { unsupported, warnings, definition } = compileWorkbook(book({
      settings: 'form_id | style\nx | pages', survey: 'type | name | label | media::image | colour\ngeopoint | here | Here\ntext | a | A | map.png | red\naudio | sound | Sound\nselect_one_from_file towns.csv | t | T', entities: 'list_name\nx', _notes: 'a',
    }));
    expect(unsupported.map(said)).toEqual([
      'survey!A2 geopoint: a desktop computer cannot record a position on a map',
      'survey!D3 the column “media::image”',
      'survey!A4 audio: sound and video are not recorded on a desktop computer',
      'survey!A5 select_one_from_file towns.csv: the file with the choices is not in the same folder as the workbook; the list “towns” can be put on the sheet “choices” instead',
      'settings!B2 the column “style”',
      'entities!A1 the sheet “entities”',
    ]);
    expect(warnings.map(said)).toEqual(['survey!E1 The column “colour” is ignored: its name is not recognised.', '_notes!A1 The sheet “_notes” is ignored: its name is not recognised.']);
    expect(definition?.body.map((node) => node.name)).toEqual(['a']);
  });

  it('a code that a list does not have is a warning', () => {
    const { warnings } = compileWorkbook(book({ settings: 'form_id\nx', survey: "type | name | label | relevant\nselect_one l | a | A\ntext | b | B | ${a} = 'zz'", choices: 'list_name | name | label\nl | x | X' }));
    expect(warnings.map(said)).toEqual(['survey!D3 “a” has no choice “zz”.']);
  });
});

describe('hazards of spreadsheets', () => {
  it('smart quotes, non-breaking spaces, numbers, truths and empty styled rows are read as meant', () => {
    const { definition, errors } = compileWorkbook([
      { name: 'Settings', rows: [['form_id', 'version'], ['x', 2026]] },
      { name: 'Survey', rows: [
        [null, null], ['type', 'name', 'label', 'relevant', 'required', null], [null, ' ', '\u00a0'],
        ['select_one\u00a0l', 'a', 'A\u00a0label\r\n', null, true], ['text', 'b', 'B', '${a} = ‘1’', 'FALSE', null, null],
        ...Array.from({ length: 1_000 }, () => [null, '', null]),
      ] },
      { name: 'choices', rows: [['list_name', 'name', 'label'], ['l', 1, 'One'], ['l', 2.5, 'Two and a half']] },
    ]);
    expect(errors).toEqual([]);
    expect(definition?.body).toMatchObject([{ label: { und: 'A label' }, required: 'true()' }, { relevant: '${a} = ‘1’' }]);
    expect(definition?.body[1]).not.toHaveProperty('required');
    expect(definition?.choices['l']?.map((choice) => choice.value)).toEqual(['1', '2.5']);
    expect(definition?.version).toBe('2026');
  });
});

describe('single cells', () => {
  it.each([
    ['select one from fruit', { kind: 'question', type: 'select_one', list: 'fruit' }],
    ['select_one ${name}', { kind: 'question', type: 'select_one', list: '${name}' }],
    ['select all that apply from fruit or other', { kind: 'question', type: 'select_multiple', list: 'fruit', orOther: true }],
    ['rank fruit', { kind: 'question', type: 'rank', list: 'fruit' }],
    ['dateTime', { kind: 'question', type: 'dateTime' }],
    ['Begin Repeat', { kind: 'begin', of: 'repeat' }],
    ['photo', { kind: 'question', type: 'image' }],
  ])('type %s', (text, expected) => {
    expect(parseRowType(text)).toEqual(expected);
  });

  it.each([
    ['5', 'integer', '5'], ['2 + 3', 'integer', '2 + 3'], ['2026-01-01', 'date', "'2026-01-01'"], ['today()', 'date', 'today()'], ['${a}', 'text', '${a}'], ["it's", 'text', '"it\'s"'], ['a (b)', 'text', "'a (b)'"],
  ] as const)('default %s of a question of type %s', (source, type, expected) => {
    expect(defaultExpression(source, type)).toBe(expected);
  });
});
