import type { Choice } from '../form.ts';
import { remark } from '../remark.ts';
import type { Notes, Table } from './sheet.ts';
import { isYes } from './sheet.ts';

const MEDIA = ['image', 'audio', 'video', 'big-image', 'media::image', 'media::audio', 'media::video', 'media::big-image', 'geometry'];

/** Reads the choices: lists by name, further columns as attributes. Double names and names with spaces are refused. */
export function readChoices(tables: readonly Table[], language: string, settings: { readonly allowDuplicates: string }, notes: Notes): Readonly<Record<string, readonly Choice[]>> {
  const lists = new Map<string, Choice[]>();
  const seen = new Map<string, number>();
  for (const table of tables) {
    const attributes = table.columns.filter(({ name, language: tag }) => tag === null && name !== 'list_name' && name !== 'name' && name !== 'label' && !MEDIA.includes(name));
    for (const line of table.lines) {
      const list = line.cell('list_name');
      const value = line.cell('name');
      if (list === '' || value === '') {
        // Authors part their lists by headings and notes: rows with neither.
        if (list === '') notes[value === '' ? 'warnings' : 'errors'].push({ ...line.address('list_name'), ...remark('choice-no-list') });
        else notes.errors.push({ ...line.address('name'), ...remark('choice-no-name') });
        continue;
      }
      if (list === '__proto__') {
        notes.errors.push({ ...line.address('list_name'), ...remark('list-name', { list }) });
        continue;
      }
      if (/\s/.test(value)) notes.errors.push({ ...line.address('name'), ...remark('choice-space', { name: value }) });
      const key = `${list}\n${value}`;
      const before = seen.get(key);
      if (before !== undefined && !isYes(settings.allowDuplicates)) notes.errors.push({ ...line.address('name'), ...remark('choice-twice', { name: value, list, row: before }) });
      seen.set(key, line.row);
      for (const name of MEDIA) if (Object.keys(line.text(name, '')).length > 0) notes.unsupported.push({ ...line.address(name), ...remark('choice-media', { column: name }) });
      const label = line.text('label', language);
      if (Object.keys(label).length === 0) notes.warnings.push({ ...line.address('label'), ...remark('choice-no-label', { name: value }) });
      const further = Object.fromEntries(attributes.map(({ name }): readonly [string, string] => [name, line.cell(name)]).filter(([, text]) => text !== ''));
      const choice = { value, label, ...(Object.keys(further).length > 0 && { attributes: further }) };
      const known = lists.get(list);
      if (known) known.push(choice);
      else lists.set(list, [choice]);
    }
  }
  return Object.fromEntries(lists);
}

/** The choice that `or_other` adds to a list. */
export function withOther(choices: readonly Choice[], languages: readonly string[]): readonly Choice[] {
  if (choices.some((choice) => choice.value === 'other')) return choices;
  return [...choices, { value: 'other', label: Object.fromEntries(languages.map((language) => [language, OTHER.get(language) ?? 'Other'])) }];
}

const OTHER: ReadonlyMap<string, string> = new Map(Object.entries({ ru: 'Другое', en: 'Other', be: 'Іншае', kk: 'Басқа', ky: 'Башка', hy: 'Այլ' }));
