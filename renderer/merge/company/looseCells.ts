import { RESERVED } from '../../../shared/bundle/revision/revision.ts';
import type { CellView } from '../../../shared/ipc/merge.ts';
import { spokenPath } from '../../../shared/survey/path.ts';
import { cellsOf, type Section } from '../answer/outline.ts';

/** Cells that the form's sections do not show; what is said elsewhere (who the company is, that it stands) only when in conflict. */
export function looseCells(cells: readonly CellView[], sections: readonly Section[]): readonly CellView[] {
  const laid = new Set(sections.flatMap((section) => section.items.flatMap(cellsOf)).map((cell) => cell.path));
  const said = new Set<string>([RESERVED.country, RESERVED.scheme, RESERVED.number, RESERVED.response, RESERVED.personal]);
  const isBeside = ({ path, state }: CellView) => state === 'clean' && laid.has(spokenPath(path) ?? '');
  return cells.filter((cell) => !laid.has(cell.path) && !isBeside(cell) && (cell.state === 'conflict' || (cell.value !== null && !said.has(cell.path))));
}
