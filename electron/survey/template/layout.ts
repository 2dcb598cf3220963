import type { FormNode, Group, Text } from '../../../shared/survey/form.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import type { Look } from '../workbook/cells.ts';
import { LIMITS, type BookSheet } from '../workbook/print.ts';
import { isAsked } from './cells.ts';
import { beginDrawing, hintOf, LISTS, numberOf, putHint, type Drawing, type LayoutOptions } from './drawing.ts';
import { COLUMN, FIRST } from './marks.ts';
import { putQuestion } from './questionLines.ts';
import { draftSheet, type SheetDraft } from './sheetDraft.ts';
import { putTable } from './tableLines.ts';

/** The sheets of a form, and every answer that stands in one of their cells. */
export interface Layout {
  readonly sheets: readonly BookSheet[];
  readonly base: ReadonlyMap<Path, Answer>;
  /** Name of the sheet of lists that people read; null when no question needs it. */
  readonly lists: string | null;
}

/**
 * Lays a form out in a workbook: a sheet a section, a line a question, a table a repeat, a matrix where the form lays rows out by
 * the choices of their first question. `look` is told before each section; what it throws goes up.
 */
export function layOut(session: Session, options: LayoutOptions, look: Look): Layout {
  const drawing = beginDrawing(session, options);
  const { form, say, told, base, behind, shown, waiting } = drawing;
  const taken = new Set([LISTS, told('excel.lists'), told('excel.start')].map((name) => name.toLowerCase()));
  const drafts = sectionsOf(drawing).map(({ name, label, hint, children }, index, { length }) => {
    look(index, length);
    const sheet = draftSheet(sheetName(`${name} ${say(label)}`.trim() || told('excel.form'), taken));
    sheet.row({ kind: 'none' });
    sheet.put(COLUMN.number, name, 'title');
    sheet.put(COLUMN.label, say(label) || say(form.title), 'title');
    putHint(sheet, COLUMN.hint, hint);
    putNodes(drawing, sheet, children);
    return sheet;
  });
  for (const settle of waiting) settle();
  const sections = drafts.map((sheet) => sheet.finish({ rows: 1, columns: FIRST + 1 }));
  const [reading, hidden] = [shown.finish(), behind.finish()];
  return { sheets: [...sections, ...(reading ? [reading] : []), ...(hidden ? [hidden] : [])], base, lists: reading?.name ?? null };
}

function putNodes(drawing: Drawing, sheet: SheetDraft, nodes: readonly FormNode[]): void {
  const { say, session } = drawing;
  /** Whether the heads of questions stand above; tables and groups have their own. */
  let headed = false;
  for (const node of nodes) {
    if (node.kind === 'group') {
      putGroup(drawing, sheet, node);
      headed = false;
    } else if (node.kind === 'repeat') {
      putTable(drawing, sheet, node);
      headed = false;
    } else if (node.type === 'note') putLine(sheet, '', say(session.texts(node.path).label));
    else if (isAsked(node)) {
      if (!headed) putHeads(drawing, sheet);
      headed = true;
      putQuestion(drawing, sheet, node);
    }
  }
}

function putHeads({ told }: Drawing, sheet: SheetDraft): void {
  // A line apart from the table above.
  if (sheet.at() > 1) sheet.row({ kind: 'none' });
  sheet.row({ kind: 'none' });
  for (const name of ['number', 'label', 'answer', 'unit', 'reason', 'hint'] as const) sheet.put(COLUMN[name], told(`excel.column.${name === 'label' ? 'question' : name}`), 'head');
  sheet.join(COLUMN.answer, COLUMN.answer + 1);
  sheet.join(COLUMN.hint, COLUMN.hint + 3);
}

function putGroup(drawing: Drawing, sheet: SheetDraft, node: Group): void {
  sheet.row({ kind: 'none' });
  sheet.row({ kind: 'none' });
  sheet.put(COLUMN.number, numberOf(node), 'number');
  sheet.put(COLUMN.label, drawing.say(node.label), 'section');
  putHint(sheet, COLUMN.hint, hintOf(drawing, node));
  putNodes(drawing, sheet, node.children);
}

/** A line that says something and asks nothing. */
function putLine(sheet: SheetDraft, number: string, text: string): void {
  sheet.row({ kind: 'none' });
  sheet.put(COLUMN.number, number, 'number');
  sheet.put(COLUMN.label, text, 'soft');
}

interface Section {
  readonly name: string;
  readonly label: Text;
  readonly hint: string;
  readonly children: readonly FormNode[];
}

/** Above this the name of a section is a word and no number. */
const SHORT_NAME = 3;

/** Sections of the form as sheets; what stands outside them gathers on one. */
function sectionsOf(drawing: Drawing): readonly Section[] {
  const { body } = drawing.form;
  const outside = body.filter((node) => node.kind !== 'group');
  const groups = body.filter((node) => node.kind === 'group');
  return [
    ...(outside.length === 0 ? [] : [{ name: '', label: {}, hint: '', children: outside }]),
    ...groups.map((node) => ({ name: node.number ?? (node.name.length <= SHORT_NAME ? node.name : ''), label: node.label, hint: hintOf(drawing, node), children: node.children })),
  ];
}

/** A name that Excel takes for a sheet and no other sheet has. */
function sheetName(wanted: string, taken: Set<string>): string {
  const plain = wanted.replace(/[\\/?*[\]:]/g, ' ').replace(/\s+/g, ' ').replace(/^'|'$/g, '').trim();
  for (let count = 1; ; count += 1) {
    const end = count === 1 ? '' : ` ${count}`;
    const most = LIMITS.sheetName - end.length;
    const name = (plain.length <= most ? plain : `${plain.slice(0, most - 1).trim()}…`) + end;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}
