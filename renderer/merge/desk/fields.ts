import type { CompanyChange, MergePreview } from '../../../shared/ipc/merge.ts';
import type { CompanyFields, FieldChange } from '../../../shared/ipc/mergeDesk.ts';
import type { FormDefinition, FormNode } from '../../../shared/survey/form.ts';
import { parseJustificationPath, templateOf } from '../../../shared/survey/path.ts';
import type { Path } from '../../../shared/survey/response.ts';

/** What a merge does to one field: nothing stood there, another value stood there, it goes, or it comes to be disputed. */
export type FieldKind = 'conflict' | 'added' | 'updated' | 'removed';

export const FIELD_KINDS = ['conflict', 'updated', 'added', 'removed'] as const satisfies readonly FieldKind[];

export function kindOf({ before, after }: FieldChange): FieldKind {
  if (after.state === 'conflict') return 'conflict';
  if (after.value === null) return 'removed';
  return before.value === null && before.state === 'clean' ? 'added' : 'updated';
}

/** The fields in the order of the form, what belongs to no question last. */
export function inFormOrder(form: FormDefinition, { fields }: CompanyFields): readonly FieldChange[] {
  const order = new Map<string, number>();
  const visit = (node: FormNode): void => {
    order.set(node.path, order.size);
    if (node.kind !== 'question') node.children.forEach(visit);
  };
  form.body.forEach(visit);
  const place = (path: Path): number => order.get(templateOf(parseJustificationPath(path)?.at ?? path)) ?? order.size;
  // Rows stay together: a question of the second row comes after all of the first.
  const key = ({ path, row }: FieldChange): readonly [number, number, number] => {
    const end = path.lastIndexOf('[');
    return end < 0 || row === null ? [place(path), 0, 0] : [place(path.slice(0, end)), row, place(path)];
  };
  return fields.map((field) => ({ field, at: key(field) }))
    .sort(({ at: a }, { at: b }) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])
    .map(({ field }) => field);
}

/**
 * The files that it takes to say what becomes of a company: those that concern it, and all of the bodies that made them, because
 * whether a bundle counts depends on the others of its body (B16).
 */
export function ticketsFor({ files }: Pick<MergePreview, 'files'>, { tickets }: Pick<CompanyChange, 'tickets'>): readonly string[] {
  const bodyOf = new Map(files.flatMap(({ ticket, manifest }) => (manifest === null ? [] : [[ticket, `${manifest.country} ${manifest.body}`] as const])));
  const bodies = new Set(tickets.map((ticket) => bodyOf.get(ticket)));
  return files.filter(({ ticket }) => tickets.includes(ticket) || (bodyOf.has(ticket) && bodies.has(bodyOf.get(ticket)))).map(({ ticket }) => ticket);
}
