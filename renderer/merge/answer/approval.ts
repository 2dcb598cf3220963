import { RESERVED } from '../../../shared/bundle/revision/revision.ts';
import type { CompanyView, Provenance } from '../../../shared/ipc/merge.ts';

/**
 * Who approved the response a value stands in: the approval made where the value was made. A value of one body is never
 * said to be approved by the person of another one; null when the approval of that side is not in force any more.
 */
export function approvalOf(view: CompanyView, write: Provenance): Provenance | null {
  const status = view.cells.find((cell) => cell.path === RESERVED.status);
  return status?.writes.find((each) => each.value === 'approved' && each.installation === write.installation) ?? null;
}
