import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { ColumnMapping, ListMapping } from '../../../shared/ipc/intake.ts';
import { listMapping } from '../../../shared/ipc/schemas.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import { outlineOf } from '../../../shared/survey/outline.ts';
import { isAsked } from '../template/cells.ts';
import { NUMBER } from './targets.ts';

/** Trouble with a mapping: `shape` with where it breaks, else the name that the form does not have. */
export type MappingTrouble = { readonly kind: 'shape' | 'form' | 'question' | 'repeat' | 'twice' | 'nothing'; readonly at: string };

/** What a file may leave out. */
const DEFAULTS = { formatVersion: 1, reading: {}, writing: null, country: null, repeat: null };

/**
 * Reads a mapping: questions are named by path, or by name where the form has it once. Fails with the first thing that does not
 * fit the form.
 */
export function parseMapping(json: unknown, definition: FormDefinition): Result<ListMapping, MappingTrouble> {
  const parsed = listMapping.safeParse(filledUp(json));
  if (!parsed.success) return err({ kind: 'shape', at: parsed.error.issues[0]?.path.join('.') ?? '' });
  const mapping = parsed.data;
  if (mapping.form !== definition.id) return err({ kind: 'form', at: mapping.form });
  const { byPath, byName } = outlineOf(definition);
  const pathOf = (named: string): string | null => {
    const template = byPath.get(named) ?? (byName.get(named)?.length === 1 ? byName.get(named)?.[0] : undefined);
    return template?.path ?? null;
  };
  const repeat = mapping.repeat === null ? null : pathOf(mapping.repeat);
  if (mapping.repeat !== null && (repeat === null || byPath.get(repeat)?.node.kind !== 'repeat')) return err({ kind: 'repeat', at: mapping.repeat });
  const columns: ColumnMapping[] = [];
  for (const column of mapping.columns) {
    const path = column.question === NUMBER ? NUMBER : pathOf(column.question);
    const template = path === null ? undefined : byPath.get(path);
    const inside = template?.scope.repeat?.path ?? null;
    const fits = path === NUMBER || (template?.node.kind === 'question' && isAsked(template.node) && (inside === null || (inside === repeat && template.scope.depth === 1)));
    if (path === null || !fits) return err({ kind: 'question', at: column.question });
    if (columns.some(({ question }) => question === path)) return err({ kind: 'twice', at: column.question });
    columns.push({ ...column, question: path });
  }
  return columns.length === 0 ? err({ kind: 'nothing', at: '' }) : ok({ ...mapping, repeat, columns });
}

function filledUp(json: unknown): unknown {
  if (typeof json !== 'object' || json === null) return json;
  const given = json as Readonly<Record<string, unknown>>;
  const columns = Array.isArray(given['columns']) ? given['columns'].map((column: unknown) => (typeof column === 'object' && column !== null ? { values: {}, ...column } : column)) : given['columns'];
  const reading = { sheet: null, encoding: null, separator: null, headRow: null, ...(typeof given['reading'] === 'object' ? given['reading'] : {}) };
  return { ...DEFAULTS, name: 'list', ...given, columns, reading };
}
