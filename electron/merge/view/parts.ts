import type { Cell } from '../../../shared/merge/cell.ts';
import { rowsAround } from '../../../shared/merge/rules.ts';
import { isRowPath, rowIdsOf, templateOf } from '../../../shared/survey/path.ts';
import type { Path } from '../../../shared/survey/response.ts';
import type { ReadyForm } from '../../survey/form.ts';

/**
 * What calculated values are made of (M10): to each of these places the places whose answers it is calculated from, in the order of paths. One that is
 * calculated anew itself, so that nobody wrote it, stands for what it is made of. `anew`: every such place.
 */
export function partsOf({ compiled }: Pick<ReadyForm, 'compiled'>, cells: readonly Cell[], anew: ReadonlySet<Path>): ReadonlyMap<Path, readonly Path[]> {
  const byTemplate = new Map<Path, Path[]>();
  if (anew.size > 0) {
    for (const { path, value } of cells) {
      if (!path.startsWith('/') || value === null) continue;
      const key = keyOf(path);
      const known = byTemplate.get(key);
      if (known) known.push(path);
      else byTemplate.set(key, [path]);
    }
  }
  const readBy = (path: Path): readonly Path[] => {
    const template = compiled.outline.byPath.get(templateOf(path));
    const reads = template === undefined ? [] : (compiled.parts[template.index]?.calculation?.dependencies ?? []);
    return reads.flatMap(({ kind, template: read, apex }) => {
      const rows = rowIdsOf(path).slice(0, apex.depth).join(' ');
      return (byTemplate.get(kind === 'rows' || kind === 'position' ? `${read.path}[]` : read.path) ?? []).filter((at) => rowIdsOf(at).slice(0, apex.depth).join(' ') === rows);
    });
  };
  return new Map([...anew].map((path) => {
    const seen = new Set([path]);
    for (const one of seen) if (one === path || anew.has(one)) for (const part of readBy(one)) seen.add(part);
    const parts = [...seen].filter((part) => !anew.has(part));
    // A row goes without saying where something in it is named.
    const told = new Set(parts.flatMap((part) => (isRowPath(part) ? [] : rowsAround(part))));
    return [path, parts.filter((part) => !told.has(part)).sort()];
  }));
}

/** Rows of a table stand apart from what stands in its place outside of rows. */
const keyOf = (path: Path): string => `${templateOf(path)}${isRowPath(path) ? '[]' : ''}`;
