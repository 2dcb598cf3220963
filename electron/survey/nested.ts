import type { Json, JsonObject } from '../../shared/base/json.ts';
import type { FormDefinition, FormNode, Question, Repeat } from '../../shared/survey/form.ts';
import { isRowPath, parseJustificationPath, rowPath } from '../../shared/survey/path.ts';
import { isMissing, REASON_CODES } from '../../shared/survey/response.ts';
import type { Answer, Answers, Missing, Path } from '../../shared/survey/response.ts';

/** What is wrong at one place of nested answers; the place counts rows from 1. */
export interface NestedProblem {
  readonly place: string;
  readonly problem: 'unknown' | 'shape' | 'value';
}

/** Where the justifications of warnings stand in nested answers: `{"R42:/K/input[1]/K12": text}`. */
export const JUSTIFICATIONS = '_justifications';

/** Row ids that the answers had already: by repeat path, in order. New rows get an id from `newRow`. */
export interface Rows {
  readonly known: (repeat: Path) => readonly string[];
  readonly newRow: () => string;
}

/**
 * Answers as paths from answers as nested JSON that mirrors the form: groups are objects, repeats arrays of objects, several
 * codes an array, a reason code `{"missing": …}`. What does not fit is named, never dropped in silence.
 */
export function fromNested(form: FormDefinition, json: JsonObject, rows: Rows): { readonly answers: Answers; readonly problems: readonly NestedProblem[] } {
  const answers = new Map<Path, Answer>();
  const problems: NestedProblem[] = [];
  const places = new Map<string, Path>();

  const readQuestion = (question: Question, value: Json, path: Path, place: string): void => {
    if (value === null || question.type === 'calculate') return;
    const answer = answerOf(question, value);
    if (answer === null) problems.push({ place, problem: 'value' });
    else answers.set(path, answer);
  };
  const readRepeat = (repeat: Repeat, value: Json, path: Path, place: string): void => {
    const reason = reasonOf(value);
    if (reason) answers.set(path, reason);
    if (reason || value === null) return;
    if (!Array.isArray(value)) return void problems.push({ place, problem: 'shape' });
    const known = rows.known(path);
    for (const [index, row] of (value as readonly Json[]).entries()) {
      const at = rowPath(path, known[index] ?? rows.newRow());
      places.set(`${place}[${index + 1}]`, at);
      answers.set(at, index + 1);
      readChildren(repeat.children, row, at, `${place}[${index + 1}]`);
    }
  };
  const readChildren = (nodes: readonly FormNode[], value: Json, path: Path, place: string): void => {
    if (!isObject(value)) return void problems.push({ place: place || '/', problem: 'shape' });
    const byName = new Map(nodes.map((node) => [node.name, node]));
    for (const [name, inner] of Object.entries(value)) {
      const node = byName.get(name);
      const here = `${place}/${name}`;
      if (name === JUSTIFICATIONS && path === '') continue;
      if (!node) problems.push({ place: here, problem: 'unknown' });
      else if (node.kind === 'question') readQuestion(node, inner, `${path}/${name}`, here);
      else if (node.kind === 'repeat') readRepeat(node, inner, `${path}/${name}`, here);
      else if (inner !== null) readChildren(node.children, inner, `${path}/${name}`, here);
    }
  };
  readChildren(form.body, json, '', '');

  const justifications = json[JUSTIFICATIONS];
  if (justifications !== undefined && isObject(justifications)) {
    for (const [key, text] of Object.entries(justifications)) {
      const named = parseJustificationPath(`!${key}`);
      if (!named || typeof text !== 'string') problems.push({ place: `/${JUSTIFICATIONS}/${key}`, problem: 'shape' });
      else answers.set(`!${named.rule}:${concrete(named.at, places)}`, text.normalize('NFC'));
    }
  }
  return { answers, problems };
}

/** Nested JSON from answers: the inverse of {@link fromNested}, in the order of the form. */
export function toNested(form: FormDefinition, answers: Answers): JsonObject {
  const rowsOf = indexRows(answers);
  const shown = new Map<Path, string>();
  const write = (nodes: readonly FormNode[], path: Path, place: string): Record<string, Json> => {
    const object: Record<string, Json> = {};
    for (const node of nodes) {
      const at = `${path}/${node.name}`;
      const here = `${place}/${node.name}`;
      const own = answers.get(at);
      if (node.kind === 'group') {
        const inner = write(node.children, at, here);
        if (Object.keys(inner).length > 0) object[node.name] = inner;
      } else if (own !== undefined) object[node.name] = own as Json;
      else if (node.kind === 'repeat') {
        const rows = rowsOf.get(at) ?? [];
        if (rows.length === 0) continue;
        object[node.name] = rows.map((row, index) => {
          shown.set(row, `${here}[${index + 1}]`);
          return write(node.children, row, `${here}[${index + 1}]`);
        });
      }
    }
    return object;
  };
  const nested = write(form.body, '', '');
  const justifications = [...answers].flatMap(([path, text]) => {
    const named = parseJustificationPath(path);
    return named ? [[`${named.rule}:${counted(named.at, shown)}`, text as Json] as const] : [];
  });
  return justifications.length === 0 ? nested : { ...nested, [JUSTIFICATIONS]: Object.fromEntries(justifications) };
}

/** Row paths by repeat path, in the order of their markers. */
export function indexRows(answers: Answers): ReadonlyMap<Path, readonly Path[]> {
  const rows = new Map<Path, { readonly path: Path; readonly order: number }[]>();
  for (const [path, order] of answers) {
    if (!isRowPath(path)) continue;
    const repeat = path.slice(0, path.lastIndexOf('['));
    const list = rows.get(repeat) ?? [];
    list.push({ path, order: typeof order === 'number' ? order : 0 });
    rows.set(repeat, list);
  }
  return new Map([...rows].map(([repeat, list]) => [repeat, list.sort((a, b) => a.order - b.order || (a.path < b.path ? -1 : 1)).map(({ path }) => path)]));
}

function answerOf(question: Question, value: Json): Answer | null {
  const reason = reasonOf(value);
  if (reason) return reason;
  if (typeof value === 'string') return value === '' ? null : value.normalize('NFC');
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean') return question.list === 'yes_no' ? (value ? 'yes' : 'no') : null;
  if (Array.isArray(value) && value.length > 0 && value.every((code) => typeof code === 'string')) return value as readonly string[];
  return null;
}

function reasonOf(value: Json): Missing | null {
  if (!isObject(value)) return null;
  return isMissing(value as unknown as Answer) && REASON_CODES.includes(value.missing as Missing['missing']) ? { missing: value.missing as Missing['missing'] } : null;
}

/** `/K/input[2]/K12` → the path with the row's id. */
function concrete(place: string, rows: ReadonlyMap<string, Path>): Path {
  const end = place.lastIndexOf(']') + 1;
  return end === 0 ? place : `${rows.get(place.slice(0, end)) ?? place.slice(0, end)}${place.slice(end)}`;
}

function counted(path: Path, rows: ReadonlyMap<Path, string>): string {
  const end = path.lastIndexOf(']') + 1;
  return end === 0 ? path : `${rows.get(path.slice(0, end)) ?? path.slice(0, end)}${path.slice(end)}`;
}

const isObject = (value: Json): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

