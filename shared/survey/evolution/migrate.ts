import { isDate, isDateTime } from '../dates.ts';
import type { FormDefinition, Question } from '../form.ts';
import { isRowPath, justificationPath, NOTE, parseJustificationPath, templateOf } from '../path.ts';
import type { Answer, Answers, Path } from '../response.ts';
import { isMissing } from '../response.ts';
import { choiceRenames, movesBetween, nodesOf } from './paths.ts';
import type { Placed } from './paths.ts';

/** Why a value is not where it was, or not at all. */
export type MoveReason =
  /** The same value at another place. */
  | 'moved'
  /** The value is written as the new type wants it. */
  | 'converted'
  /** Some of several choices are in the list no more. */
  | 'choices-removed'
  | 'question-removed' | 'does-not-fit' | 'choice-removed' | 'now-calculated' | 'place-taken' | 'rule-removed';

/** One value of a draft that is not simply where it was. */
export interface MovedAnswer {
  readonly reason: MoveReason;
  readonly from: Path;
  readonly value: Answer;
  /** Null: the value has no place in the new form. It stands here, and in the response it came from. */
  readonly to: Path | null;
  readonly now: Answer | null;
}

export interface Migration {
  readonly answers: Answers;
  /** In the order of the old paths. Every answer is either in the new response as it was, or here: nothing is dropped in silence. */
  readonly report: readonly MovedAnswer[];
}

/** Carries the answers of one version of a form over to a later one. Pure: the same forms and answers give the same. */
export function migrationBetween(before: FormDefinition, after: FormDefinition): (answers: Answers) => Migration {
  const [old, now] = [nodesOf(before), nodesOf(after)];
  const moves = movesBetween(before, after);
  const rules = new Set([...after.rules.map((rule) => rule.id), ...CHECKS, NOTE]);
  return (answers) => {
    const kept = new Map<Path, Answer>();
    const report: MovedAnswer[] = [];
    const aside = (from: Path, value: Answer, reason: MoveReason): void => void report.push({ reason, from, value, to: null, now: null });
    const put = (from: Path, value: Answer, to: Path, next: Answer, reason: MoveReason | null): void => {
      if (kept.has(to)) return aside(from, value, 'place-taken');
      kept.set(to, next);
      if (reason !== null || to !== from) report.push({ reason: reason ?? 'moved', from, value, to, now: next });
    };
    for (const [path, value] of [...answers].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const justified = parseJustificationPath(path);
      const to = translate(justified?.at ?? path, moves);
      if (to === null) aside(path, value, 'question-removed');
      else if (justified) {
        if (rules.has(justified.rule)) put(path, value, justificationPath(justified.rule, to), value, null);
        else aside(path, value, 'rule-removed');
      } else if (isRowPath(path)) put(path, value, to, value, null);
      else carry(path, value, to);
    }
    return { answers: kept, report };

    function carry(path: Path, value: Answer, to: Path): void {
      const [from, target] = [old.get(templateOf(path)), now.get(templateOf(to))] as [Placed | undefined, Placed];
      if (target.node.kind !== 'question' || from?.node.kind !== 'question' || isMissing(value)) return put(path, value, to, value, null);
      if (target.node.calculation !== undefined && !target.node.trigger && from.node.calculation === undefined) return aside(path, value, 'now-calculated');
      const fitted = fit(value, from.node, target.node, after);
      if (fitted.now === null) aside(path, value, fitted.reason ?? 'does-not-fit');
      else put(path, value, to, fitted.now, fitted.reason);
    }
  };
}

/** Where a place of one version stands in a later one; null where it has none. A written justification stands where its warning does, a note where its question does. */
export function pathsBetween(before: FormDefinition, after: FormDefinition): (path: Path) => Path | null {
  const moves = movesBetween(before, after);
  return (path) => {
    const justified = parseJustificationPath(path);
    const to = translate(justified?.at ?? path, moves);
    return justified && to !== null ? justificationPath(justified.rule, to) : to;
  };
}

const CHECKS: readonly string[] = ['required', 'type', 'range', 'constraint', 'identifier', 'code-list', 'rows', 'duplicate', 'change'];

/** The path in the new form with the same rows; null where there is none. */
function translate(path: Path, moves: ReadonlyMap<string, string>): Path | null {
  if (path === '/' || path === '') return path;
  const target = moves.get(templateOf(path));
  if (target === undefined) return null;
  // Rows keep their ids: each stands after the same number of steps, since nodes move within their rows only.
  const ids = [...path.matchAll(/\[([a-z0-9]+)\]/g)].map((match) => match[0]);
  const holders: string[] = [];
  for (let at = path.indexOf('['); at >= 0; at = path.indexOf('[', at + 1)) holders.push(moves.get(templateOf(path.slice(0, at))) ?? '');
  let out = target;
  for (let index = ids.length - 1; index >= 0; index--) {
    const holder = holders[index] as string;
    out = out.slice(0, holder.length) + (ids[index] as string) + out.slice(holder.length);
  }
  return out;
}

interface Fitted {
  readonly now: Answer | null;
  readonly reason: MoveReason | null;
}

/** The value as the new question takes it. */
function fit(value: Answer, from: Question, to: Question, form: FormDefinition): Fitted {
  const typed = from.type === to.type ? value : convert(value, to);
  if (typed === null) return { now: null, reason: 'does-not-fit' };
  const choices = to.list === undefined || !Object.hasOwn(form.choices, to.list) ? undefined : form.choices[to.list];
  const converted = typed === value ? null : 'converted';
  if (!choices || to.list === undefined) return { now: typed, reason: converted };
  const codes = new Set(choices.map((choice) => choice.value));
  const renames = choiceRenames(form, to.list);
  const codeOf = (code: string): string => (codes.has(code) ? code : (renames.get(code) ?? code));
  if (!Array.isArray(typed)) {
    const code = codeOf(String(typed));
    return codes.has(code) ? { now: code, reason: code === typed ? converted : 'converted' } : { now: null, reason: 'choice-removed' };
  }
  const renamed = (typed as readonly string[]).map(codeOf);
  const left = [...new Set(renamed.filter((code) => codes.has(code)))];
  if (left.length === 0) return { now: null, reason: 'choice-removed' };
  if (left.length < renamed.length) return { now: left, reason: 'choices-removed' };
  return renamed.every((code, index) => code === (typed as readonly string[])[index]) ? { now: typed, reason: converted } : { now: renamed, reason: 'converted' };
}

/** Only what loses nothing: `"12"` becomes 12, one of one choice stays it; null otherwise. */
function convert(value: Answer, to: Question): Answer | null {
  const text = Array.isArray(value) ? (value.length === 1 ? (value[0] as string) : null) : String(value as string | number);
  switch (to.type) {
    case 'text':
    case 'hidden':
    case 'calculate':
      return text ?? (value as readonly string[]).join(' ');
    case 'integer':
    case 'year':
      return text !== null && /^-?\d{1,15}$/.test(text) ? Number(text) : null;
    case 'decimal':
    case 'range':
      return text !== null && /^-?\d{1,15}(?:\.\d+)?$/.test(text) && String(Number(text)) === text.replace(/^-0$/, '0') ? Number(text) : null;
    case 'date':
      return text !== null && isDate(text) && text.length === 10 ? text : null;
    case 'dateTime':
      return text !== null && isDateTime(text) && !isDate(text) ? text : null;
    case 'time':
      return text !== null && /^\d{2}:\d{2}/.test(text) ? text : null;
    case 'select_one':
      return text;
    case 'select_multiple':
    case 'rank':
      return Array.isArray(value) ? value : text === null ? null : [text];
    case 'acknowledge':
    case 'note':
    case 'image':
    case 'file':
    case 'metadata':
      return null;
  }
}
