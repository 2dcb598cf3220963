import { isObject, type Json, type JsonObject } from '../base/json.ts';
import type { Result } from '../base/result.ts';
import { err, ok } from '../base/result.ts';
import type { FormDefinition, FormNode, Question, Repeat } from './form.ts';
import { rowPath } from './path.ts';
import type { Answer, Answers, Path } from './response.ts';
import { isMissing, REASON_CODES } from './response.ts';
import type { Session } from './session.ts';

/** Something in a file of answers that has no place in the form; `path` counts rows from 1. */
export interface AnswersProblem {
  readonly path: string;
  readonly code: 'unknown-name' | 'not-an-object' | 'not-a-list' | 'not-an-answer';
}

export interface FromJsonOptions {
  /** Id of the row with this number (from 0); by default `1`, `2`, … as counted repeats have. */
  readonly rowId?: (repeat: Path, index: number) => string;
}

/**
 * Reads answers that mirror the form: groups are objects, repeats arrays of objects, select_multiple an array of codes, a
 * reason code `{"missing": "no_data"}` (for a repeat, in place of its array). Calculated values are passed over. All
 * problems are named at once.
 */
export function answersFromJson(form: FormDefinition, json: Json, options: FromJsonOptions = {}): Result<Answers, readonly AnswersProblem[]> {
  const answers = new Map<Path, Answer>();
  const problems: AnswersProblem[] = [];
  const complain = (path: string, code: AnswersProblem['code']): void => void problems.push({ path, code });

  const readNodes = (nodes: readonly FormNode[], from: Json, at: Path, shown: string): void => {
    if (!isObject(from)) return complain(shown === '' ? '/' : shown, 'not-an-object');
    const byName = new Map(nodes.map((node) => [node.name, node]));
    for (const [name, value] of Object.entries(from)) {
      const node = byName.get(name);
      if (!node) complain(`${shown}/${name}`, 'unknown-name');
      else if (value !== null) readNode(node, value, `${at}/${name}`, `${shown}/${name}`);
    }
  };
  const readNode = (node: FormNode, value: Json, path: Path, shown: string): void => {
    switch (node.kind) {
      case 'group':
        return readNodes(node.children, value, path, shown);
      case 'repeat':
        return readRows(node, value, path, shown);
      case 'question': {
        if (node.calculation !== undefined && !node.trigger) return;
        const answer = parseAnswer(node, value);
        if (answer === undefined) complain(shown, 'not-an-answer');
        else if (answer !== null) answers.set(path, answer);
      }
    }
  };
  const readRows = (repeat: Repeat, value: Json, path: Path, shown: string): void => {
    const reason = parseReason(value);
    if (reason) return void answers.set(path, reason);
    if (!Array.isArray(value)) return complain(shown, 'not-a-list');
    value.forEach((row: Json, index) => {
      const at = rowPath(path, options.rowId?.(path, index) ?? String(index + 1));
      answers.set(at, index + 1);
      readNodes(repeat.children, row, at, `${shown}[${index + 1}]`);
    });
  };
  readNodes(form.body, json, '', '');
  return problems.length === 0 ? ok(answers) : err(problems);
}

/** The same shape back: what is answered, rows in their order. */
export function answersToJson(form: FormDefinition, answers: Answers): JsonObject {
  const rows = new Map<Path, { readonly id: string; readonly order: number }[]>();
  for (const [path, value] of answers) {
    const row = /^([^!].*)\[([a-z0-9]+)\]$/.exec(path);
    if (row && typeof value === 'number') rows.set(row[1] as string, [...(rows.get(row[1] as string) ?? []), { id: row[2] as string, order: value }]);
  }
  const write = (nodes: readonly FormNode[], at: Path): JsonObject => Object.fromEntries(nodes.flatMap((node): readonly (readonly [string, Json])[] => {
    const path = `${at}/${node.name}`;
    const own = answers.get(path);
    if (node.kind === 'question') return own === undefined ? [] : [[node.name, printAnswer(own)]];
    if (node.kind === 'group') {
      const inner = write(node.children, path);
      return Object.keys(inner).length === 0 ? [] : [[node.name, inner]];
    }
    const found = (rows.get(path) ?? []).toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
    if (found.length > 0) return [[node.name, found.map(({ id }) => write(node.children, rowPath(path, id)))]];
    return own === undefined ? [] : [[node.name, printAnswer(own)]];
  }));
  return write(form.body, '');
}

/** `/g/line[k3f9x2]/x` → `/g/line[2]/x`: rows by their number, as people count them. */
export function indexedPath(session: Session, path: Path): string {
  let shown = '';
  let concrete = '';
  for (const part of path.split(/(?<=\])|(?=\[)/)) {
    const id = /^\[([a-z0-9]+)\]$/.exec(part)?.[1];
    shown += id === undefined ? part : `[${session.rows(concrete).indexOf(id) + 1}]`;
    concrete += part;
  }
  return shown;
}

/** {@link indexedPath}; null where a row of the path is not there. */
export function indexedWhereThere(session: Session, path: Path): string | null {
  for (let end = path.indexOf(']'); end !== -1; end = path.indexOf(']', end + 1)) {
    const row = path.slice(0, end + 1);
    const start = row.lastIndexOf('[');
    if (!session.rows(row.slice(0, start)).includes(row.slice(start + 1, -1))) return null;
  }
  return indexedPath(session, path);
}

/** The way back: `/g/line[2]/x` → `/g/line[k3f9x2]/x`; null where there is no such row. */
export function pathOfIndexed(session: Session, shown: string): Path | null {
  let concrete = '';
  for (const part of shown.split(/(?<=\])|(?=\[)/)) {
    const number = /^\[(\d+)\]$/.exec(part)?.[1];
    const id = number === undefined ? undefined : session.rows(concrete)[Number(number) - 1];
    if (number !== undefined && id === undefined) return null;
    concrete += id === undefined ? part : `[${id}]`;
  }
  return concrete;
}

/** Reads one answer as its question wants it; `null` is no answer, `undefined` something that can be no answer at all. */
export function parseAnswer(question: Question, value: Json): Answer | null | undefined {
  const reason = parseReason(value);
  if (reason) return reason;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const isList = question.type === 'select_multiple' || question.type === 'rank';
  if (Array.isArray(value)) {
    const codes = value.map((code: Json) => (typeof code === 'number' ? String(code) : code));
    if (!isList || !codes.every((code) => typeof code === 'string')) return undefined;
    return codes.length === 0 ? null : codes.map((code) => (code as string).normalize('NFC'));
  }
  if (value === null) return null;
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  if (isList) return String(value).split(/\s+/).filter((code) => code !== '');
  const numeric = question.type === 'integer' || question.type === 'decimal' || question.type === 'range' || question.type === 'year';
  if (typeof value === 'number') return numeric || question.type === 'calculate' || question.type === 'hidden' ? value : String(value);
  const text = value.normalize('NFC').trim();
  if (text === '') return null;
  return numeric && /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
}

function parseReason(value: Json): Answer | null {
  if (!isObject(value) || Object.keys(value).length !== 1) return null;
  const reason = REASON_CODES.find((code) => code === value['missing']);
  return reason ? { missing: reason } : null;
}

export function printAnswer(answer: Answer): Json {
  return isMissing(answer) ? { missing: answer.missing } : answer;
}
