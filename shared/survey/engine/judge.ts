import type { World } from '../expression/piece.ts';
import type { Finding, FindingMessage } from '../findings.ts';
import type { Question, Repeat } from '../form.ts';
import { compareRowsWithLast, compareWithLast } from '../lastRound.ts';
import type { LastRoundRemark } from '../lastRound.ts';
import type { Template } from '../outline.ts';
import type { Answer, Path } from '../response.ts';
import { isMissing } from '../response.ts';
import type { Entry, Row } from '../row.ts';
import type { Tally } from '../tally.ts';
import type { Remark } from './checks.ts';
import { checkQuestion, checkRows } from './checks.ts';
import type { CompiledForm } from './compile.ts';
import { partsOf } from './compile.ts';
import type { Ledger } from './ledger.ts';
import { checkRule } from './rules.ts';

// What is known of one question or repeat in one row, as bits of one number.
const RELEVANT = 1;
const REQUIRED = 2;
const READONLY = 4;
/** Required and relevant, and whether it is answered, by a reason code. */
const COUNTED = 8;
const ANSWERED = 16;
const MISSING = 32;
const SHOWN = RELEVANT | REQUIRED | READONLY;
const COUNTS = COUNTED | ANSWERED | MISSING;

interface Listener {
  /** A question or repeat looks different. */
  readonly changed: (template: Template, row: Row) => void;
  /** A rule says something else of this place. */
  readonly spoken: (path: Path) => void;
  /** The numbers of required and answered questions above this node changed. */
  readonly counted: (template: Template, row: Row) => void;
}

/** What a judge knows of the last round, and of what was carried over from it. */
export interface Past {
  readonly round: string;
  readonly answers: ReadonlyMap<Path, Answer>;
  readonly rows: ReadonlyMap<Path, readonly string[]>;
  /** Places whose answers nobody has confirmed or changed yet. */
  readonly carried: ReadonlySet<Path>;
  /** From which change on an explanation is wanted; null: none is. */
  readonly threshold: (question: Question) => number | null;
}

/** Says what is wrong with answers, and keeps its last word of every node and rule so that only changes go further. */
export class Judge {
  readonly #form: CompiledForm;
  readonly #world: World;
  readonly #ledger: Ledger;
  readonly #tell: Listener;
  /** Null where there was no round before: most responses have none. */
  readonly #past: Past | null;
  constructor(form: CompiledForm, world: World, ledger: Ledger, past: Past | null, listener: Listener) {
    this.#form = form;
    this.#world = world;
    this.#ledger = ledger;
    this.#past = past;
    this.#tell = listener;
  }

  stateOf(template: Template, row: Row): { readonly required: boolean; readonly readonly: boolean } {
    const marks = row.marks[template.slot] ?? 0;
    return { required: (marks & REQUIRED) !== 0, readonly: (marks & READONLY) !== 0 };
  }

  /** Takes a row's findings and counts out of the ledger: the row is about to go. */
  withdraw(row: Row): void {
    for (const entries of row.entries?.values() ?? NOTHING) this.#ledger.replace(entries, NOTHING);
    for (const template of row.scope.templates) {
      const marks = row.marks[template.slot] ?? 0;
      if (marks & COUNTS) this.#ledger.add(template, row, difference(marks, 0), 1);
    }
    if (row.ruleEntries) this.#ledger.replace([...row.ruleEntries.values()], NOTHING);
  }

  /** {@link check} in several rows. */
  checkIn(rows: readonly Row[], template: Template): void {
    for (let at = 0; at < rows.length; at++) this.check(template, rows[at] as Row);
  }

  /** {@link rule} in several rows. */
  ruleIn(rows: readonly Row[], index: number): void {
    for (let at = 0; at < rows.length; at++) this.rule(index, rows[at] as Row);
  }

  /** Checks a question or a repeat in one row, and keeps what is known of it. */
  check(template: Template, row: Row): void {
    const { node, slot } = template;
    const parts = partsOf(this.#form, template);
    const relevant = row.isRelevant(template);
    const value = row.values[slot] ?? null;
    let required = false;
    let readonly = false;
    let remarks: readonly Remark[] = NOTHING;
    let answered = value !== null;
    if (parts.kind === 'repeat' && node.kind === 'repeat') {
      const count = row.rows[slot]?.length ?? 0;
      required = node.required === true;
      answered ||= count > 0;
      if (relevant) remarks = checkRows(node, count, value);
      if (relevant && this.#past) remarks = [...remarks, ...this.#againstLastRows(node, template, row, this.#past)];
    } else if (parts.kind === 'question') {
      // What is not asked is not required either; when it is asked again, this check is due again.
      required = relevant && parts.required?.truth(this.#world, row) === true;
      readonly = parts.readonly?.truth(this.#world, row) === true || (parts.calculation !== undefined && !(node as Question).trigger);
      if (relevant && (answered || required))
        remarks = checkQuestion(this.#form, this.#world, template, row, required);
      if (this.#past && relevant && value !== null) {
        const path = row.pathOf(template);
        const carried = this.#past.carried.has(path);
        if (carried) answered = false;
        remarks = [...remarks, ...this.#againstLast(node as Question, path, value, carried, this.#past)];
      }
    }
    const counted = required && relevant ? COUNTED | (answered ? ANSWERED : 0) | (isMissing(value) ? MISSING : 0) : 0;
    const marks = (relevant ? RELEVANT : 0) | (required ? REQUIRED : 0) | (readonly ? READONLY : 0) | counted;
    const changed = this.#keepEntries(slot, row, remarks.length === 0 ? NOTHING : this.#entriesOf(remarks, template, row));
    this.#keepMarks(template, row, marks, changed);
  }

  #entriesOf(remarks: readonly Remark[], template: Template, row: Row): readonly Entry[] {
    return remarks.map((remark, order): Entry => ({
      stage: remark.stage, template, row, order,
      finding: { rule: this.#form.checkIds.get(remark.rule) ?? remark.rule, level: remark.level, paths: [row.pathOf(template)], message: remark.message },
    }));
  }

  #againstLast(question: Question, path: Path, value: Answer, carried: boolean, { round, answers, threshold }: Past): readonly Remark[] {
    return compareWithLast(question, value, answers.get(path), { round, carried, threshold: threshold(question) }).map(staged);
  }

  #againstLastRows(repeat: Repeat, template: Template, row: Row, { round, rows }: Past): readonly Remark[] {
    const before = rows.get(row.pathOf(template));
    return before ? compareRowsWithLast(repeat, before, (row.rows[template.slot] ?? []).map(({ id }) => id), round).map(staged) : NOTHING;
  }

  #keepEntries(slot: number, row: Row, entries: readonly Entry[]): boolean {
    const before = row.entries?.get(slot) ?? NOTHING;
    if (before === entries || equalEntries(before, entries)) return false;
    (row.entries ??= new Map<number, readonly Entry[]>()).set(slot, entries);
    this.#ledger.replace(before, entries);
    return true;
  }

  #keepMarks(template: Template, row: Row, marks: number, hasOtherEntries: boolean): void {
    const before = row.marks[template.slot] ?? 0;
    row.marks[template.slot] = marks;
    if ((before & COUNTS) !== (marks & COUNTS)) {
      this.#ledger.add(template, row, difference(before, marks), 1);
      this.#tell.counted(template, row);
    }
    if (hasOtherEntries || (before & SHOWN) !== (marks & SHOWN) || partsOf(this.#form, template).borrows) this.#tell.changed(template, row);
  }

  /** Checks a rule of the form in one row. */
  rule(index: number, row: Row): void {
    const rule = this.#form.rules[index];
    if (!rule) return;
    const before = row.ruleEntries?.get(index);
    const after = checkRule(rule, index, row, this.#world);
    if (before ? after && equalEntries([before], [after]) : !after) return;
    const entries = (row.ruleEntries ??= new Map<number, Entry>());
    if (after) entries.set(index, after);
    else entries.delete(index);
    this.#ledger.replace(before ? [before] : NOTHING, after ? [after] : NOTHING);
    for (const path of before?.finding.paths ?? NOTHING) this.#tell.spoken(path);
    for (const path of after?.finding.paths ?? NOTHING) this.#tell.spoken(path);
  }
}

const NOTHING: readonly never[] = [];

/** A change wants an explanation at once, what was taken away is an error at once; what nobody has confirmed stops completing. */
function staged({ rule, message }: LastRoundRemark): Remark {
  return { rule, message, level: rule === 'change' ? 'warning' : 'error', stage: rule === 'last-round' ? 'complete' : 'draft' };
}

/** What to add to the counts when these marks take the place of those: of the few that there are each is made once. */
function difference(before: number, after: number): Readonly<Tally> {
  return DIFFERENCES[(before & COUNTS) + (after & COUNTS) / COUNTED] as Tally;
}

const DIFFERENCES: readonly Readonly<Tally>[] = Array.from({ length: COUNTS + COUNTED }, (_, key) => {
  const [before, after] = [key & COUNTS, (key & 7) * COUNTED];
  const one = (bit: number): number => (after & bit ? 1 : 0) - (before & bit ? 1 : 0);
  return { required: one(COUNTED), answered: one(ANSWERED), missing: one(MISSING), errors: 0, warnings: 0, unjustified: 0 };
});

function equalEntries(a: readonly Entry[], b: readonly Entry[]): boolean {
  return a.length === b.length && a.every((entry, index) => entry.row === b[index]?.row && equalFindings(entry.finding, (b[index] as Entry).finding));
}

function equalFindings(a: Finding, b: Finding): boolean {
  return a.rule === b.rule && a.level === b.level && a.paths.length === b.paths.length && a.paths.every((path, index) => path === b.paths[index]) && equalMessages(a.message, b.message);
}

function equalMessages(a: FindingMessage, b: FindingMessage): boolean {
  if (a.kind === 'form') return b.kind === 'form' && equalWords(a.text, b.text);
  return b.kind === 'sentence' && a.code === b.code && equalWords(a.values, b.values);
}

type Words = Readonly<Record<string, string | number>>;

function equalWords(a: Words, b: Words): boolean {
  if (a === b) return true;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.is(a[name], b[name]));
}
