import { CHECKS } from '../comparison/compare.ts';
import { isDate } from '../dates.ts';
import type { BuiltInCheck } from '../findings.ts';
import type { Level, Parameter, Rule, Stage } from '../form.ts';
import { NOTE } from '../path.ts';
import type { RemarkCode, RemarkValues } from '../remark.ts';
import { remark } from '../remark.ts';
import type { Address, Line, Notes, Table } from './sheet.ts';

const LEVELS: readonly string[] = ['error', 'warning', 'info'] satisfies Level[];
const STAGES: readonly string[] = ['draft', 'complete', 'accept'] satisfies Stage[];
/** Checks every form has, which a form may give an id of its own. */
const RESPONSE_CHECKS: readonly string[] = ['required', 'type', 'range', 'constraint', 'identifier', 'code-list', 'rows', 'last-round', 'change', 'protected'] satisfies BuiltInCheck[];

/** Reads `_rules`. `pathsOf` finds the template paths of a name; `note` remembers where a part of a rule stands. Rows with one id are one rule written for several places. */
export function readRules(table: Table | undefined, language: string, pathsOf: (name: string) => readonly string[], note: (where: string, part: string, address: Address) => void, notes: Notes): readonly Rule[] {
  const seen = new Map<string, string>();
  let index = 0;
  return (table?.lines ?? []).flatMap((line): readonly Rule[] => {
    const id = line.cell('id');
    const complain = (column: string, code: RemarkCode, values: RemarkValues = {}): readonly Rule[] => {
      notes.errors.push({ ...line.address(column), code, values });
      return [];
    };
    if (id === '' || id === NOTE || /[\s:]/.test(id)) return complain('id', 'rule-id');
    const level = line.cell('level') || 'error';
    const stage = line.cell('stage') || 'complete';
    const scope = line.cell('scope') || 'response';
    if (!LEVELS.includes(level)) return complain('level', 'rule-level', { found: level });
    if (!STAGES.includes(stage)) return complain('stage', 'rule-stage', { found: stage });
    if (scope !== 'response' && scope !== 'workspace' && scope !== 'base') return complain('scope', 'rule-scope', { found: scope });
    const kind = `${level} ${stage} ${scope}`;
    if ((seen.get(id) ?? kind) !== kind) return complain('id', 'rule-twice', { id });
    seen.set(id, kind);
    const at = names(line.cell('at')).flatMap((name) => onePath(name, line, 'at', pathsOf, notes));
    const message = line.text('message', language);
    if (Object.keys(message).length === 0) return complain('message', 'rule-message');
    const base = { id, level: level as Level, stage: stage as Stage, message, at };
    const check = line.cell('check');
    if (check !== '') {
      const checks = scope === 'response' ? RESPONSE_CHECKS : Object.keys(CHECKS);
      if (!checks.includes(check)) return complain('check', 'check-unknown', { check, scope, known: checks.join(', ') });
      index++;
      return [{ ...base, scope, check, arguments: keyValues(line, notes) }];
    }
    if (scope !== 'response') return complain('check', 'check-none');
    const assert = line.cell('assert');
    if (assert === '') return complain('assert', 'rule-assert');
    const context = line.cell('context') === '' ? [] : onePath(line.cell('context'), line, 'context', pathsOf, notes);
    const where = ruleKey(index++);
    for (const part of ['when', 'assert', 'at', 'context']) note(where, part, line.address(part));
    for (const tag of Object.keys(message)) note(where, `message::${tag}`, line.address('message', tag));
    const when = line.cell('when');
    return [{ ...base, scope, assert, ...(when !== '' && { when }), ...(context[0] !== undefined && { context: context[0] }) }];
  });
}

/** How a rule is named among the places of a workbook: by its index, since several rows may share an id. */
export const ruleKey = (index: number): string => `rule ${index}`;

/** Reads `_parameters`: dated constants. */
export function readParameters(table: Table | undefined, notes: Notes): readonly Parameter[] {
  return (table?.lines ?? []).flatMap((line): readonly Parameter[] => {
    const name = line.cell('name');
    const value = line.cell('value');
    if (name === '' || value === '') {
      notes.errors.push({ ...line.address(name === '' ? 'name' : 'value'), ...(name === '' ? remark('constant-no-name') : remark('constant-no-value', { name })) });
      return [];
    }
    const day = (column: string): string | undefined => {
      const text = line.cell(column).slice(0, 10);
      if (text === '' || isDate(text)) return text === '' ? undefined : text;
      notes.errors.push({ ...line.address(column), ...remark('date-expected', { found: text }) });
      return undefined;
    };
    const validFrom = day('valid_from');
    const validTo = day('valid_to');
    const number = Number(value.replace(',', '.'));
    return [{
      name,
      value: Number.isFinite(number) ? number : value,
      ...(line.cell('unit') !== '' && { unit: line.cell('unit') }),
      ...(validFrom !== undefined && { validFrom }),
      ...(validTo !== undefined && { validTo }),
      ...(line.cell('source') !== '' && { source: line.cell('source') }),
    }];
  });
}

function names(text: string): readonly string[] {
  return text.split(/[\s,]+/).map((name) => name.replace(/^\$\{|\}$/g, '')).filter((name) => name !== '');
}

function onePath(name: string, line: Line, column: string, pathsOf: (name: string) => readonly string[], notes: Notes): readonly string[] {
  const plain = name.replace(/^\$\{|\}$/g, '');
  const paths = pathsOf(plain);
  if (paths.length !== 1) notes.errors.push({ ...line.address(column), ...remark(paths.length === 0 ? 'question-unknown' : 'question-ambiguous', { name: plain }) });
  return paths.slice(0, 1);
}

/** `k=v;k=v` */
function keyValues(line: Line, notes: Notes): Readonly<Record<string, string>> {
  const pairs = line.cell('arguments').split(';').map((pair) => pair.trim()).filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair): readonly [string, string] => {
      const at = pair.indexOf('=');
      if (at < 1) notes.errors.push({ ...line.address('arguments'), ...remark('argument-pair', { pair }) });
      return [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()];
    }),
  );
}
