import type { Choice, Rename } from '../form.ts';
import { remark } from '../remark.ts';
import type { Notes, Table } from './sheet.ts';

/** Reads `_renames`: what an earlier version called `from` is `to` here; with a `list`, a code of that list. */
export function readRenames(table: Table, pathsByName: ReadonlyMap<string, readonly string[]>, lists: Readonly<Record<string, readonly Choice[]>>, notes: Notes): readonly Rename[] {
  const paths = new Set([...pathsByName.values()].flat());
  return table.lines.flatMap((line): readonly Rename[] => {
    const [from, to, list] = [line.cell('from'), line.cell('to'), line.cell('list')].map((text) => text.replace(/^\$\{\s*|\s*\}$/g, '')) as [string, string, string];
    if (from === '' || to === '') {
      notes.errors.push({ ...line.address(from === '' ? 'from' : 'to'), ...remark('rename-half') });
      return [];
    }
    if (list !== '' && !Object.hasOwn(lists, list)) notes.errors.push({ ...line.address('list'), ...remark('list-unknown', { list }) });
    else if (list !== '' && !lists[list]?.some((choice) => choice.value === to)) notes.errors.push({ ...line.address('to'), ...remark('choice-missing', { list, choice: to }) });
    else if (list === '' && !paths.has(to) && pathsByName.get(to)?.length !== 1) notes.errors.push({ ...line.address('to'), ...remark(pathsByName.has(to) ? 'question-ambiguous' : 'question-unknown', { name: to }) });
    return [{ from, to, ...(list !== '' && { list }) }];
  });
}
