import { isAllowed } from './choices.ts';
import type { CompiledForm, TemplateParts } from './compile.ts';
import { partsOf } from './compile.ts';
import { isDate, isDateTime, isTime } from '../dates.ts';
import type { World } from '../expression/piece.ts';
import { toText } from '../expression/values.ts';
import type { BuiltInCheck, FindingMessage } from '../findings.ts';
import type { Level, Question, Repeat, Stage } from '../form.ts';
import { checkIdentifier, isScheme, schemeOfCountry } from '../identifiers/check.ts';
import type { Template } from '../outline.ts';
import { commonScope } from '../outline.ts';
import type { Answer } from '../response.ts';
import { isMissing } from '../response.ts';
import type { Row } from '../row.ts';

/** What a built-in check says of one answer. */
export interface Remark {
  readonly rule: BuiltInCheck;
  readonly level: Level;
  readonly stage: Stage;
  readonly message: FindingMessage;
}

type Values = Readonly<Record<string, string | number>>;

const NO_VALUES: Values = {};
const sentence = (code: string, values: Values = NO_VALUES): FindingMessage => ({ kind: 'sentence', code, values });
const remark = (rule: BuiltInCheck, message: FindingMessage, level: Level = 'error', stage: Stage = 'draft'): Remark => ({ rule, level, stage, message });

/** Checks the relevant answer to a question in a row: required, type, bounds, list, identifier, the author's constraint. */
export function checkQuestion(form: CompiledForm, world: World, template: Template, row: Row, required: boolean): readonly Remark[] {
  const question = template.node as Question;
  const parts = partsOf(form, template);
  const value = row.values[template.slot] ?? null;
  if (value === null) {
    if (!required) return NOTHING;
    const own = parts.requiredMessage;
    return [remark('required', own ? { kind: 'form', text: own.print(world, row) } : sentence('finding.required'), 'error', 'complete')];
  }
  if (isMissing(value)) return NOTHING;
  const wrongType = checkType(parts.type ?? question.type, value);
  if (wrongType) return [remark('type', wrongType)];
  const bounds = parts.bounded ? checkBounds(question, value) : null;
  const codes = parts.list || parts.rowList ? checkCodes(form, world, template, row, value) : null;
  const number = parts.idScheme === undefined ? null : checkNumber(form, template, row, value);
  const constraint = parts.constraint && !parts.constraint.truth(world, row) ? brokenConstraint(parts, world, row) : null;
  if (!bounds && !codes && !number && !constraint) return NOTHING;
  return [bounds, codes, number, constraint].filter((one) => one !== null);
}

function brokenConstraint({ constraintMessage: own }: TemplateParts, world: World, row: Row): Remark {
  return remark('constraint', own ? { kind: 'form', text: own.print(world, row) } : sentence('finding.constraint'));
}

const NOTHING: readonly Remark[] = [];

function checkType(type: Question['type'], value: Answer): FindingMessage | null {
  switch (type) {
    case 'integer':
      return Number.isSafeInteger(value) ? null : sentence(hasTooManyDigits(value) ? 'finding.type.digits' : 'finding.type.integer');
    case 'year':
      return Number.isSafeInteger(value) && (value as number) >= 1000 && (value as number) <= 9999 ? null : sentence('finding.type.year');
    case 'decimal':
    case 'range':
      return typeof value === 'number' && Number.isFinite(value) ? null : sentence(hasTooManyDigits(value) ? 'finding.type.digits' : 'finding.type.decimal');
    case 'date':
      return typeof value === 'string' && isDate(value) ? null : sentence('finding.type.date');
    case 'time':
      return typeof value === 'string' && isTime(value) ? null : sentence('finding.type.time');
    case 'dateTime':
      return typeof value === 'string' && isDateTime(value) ? null : sentence('finding.type.dateTime');
    case 'select_multiple':
    case 'rank':
      return Array.isArray(value) && new Set(value).size === value.length ? null : sentence('finding.type.codes');
    case 'calculate':
    case 'hidden':
    case 'metadata':
    case 'note':
      return null;
    case 'text':
    case 'select_one':
    case 'acknowledge':
    case 'image':
    case 'file':
      return typeof value === 'string' ? null : sentence('finding.type.text');
  }
}

/** Whether a text is a number that was left as it was typed because a double would not keep all of its digits. */
function hasTooManyDigits(value: Answer): boolean {
  return typeof value === 'string' && /^[-−–+]?[\d\s.,]+$/u.test(value) && value.replaceAll(/\D/g, '').replace(/^0+/, '').length > 12;
}

function checkBounds(question: Question, value: Answer): Remark | null {
  if (typeof value !== 'number') return null;
  const isRange = question.type === 'range';
  const { start, end, step } = question.parameters ?? {};
  const bound = (text: string | undefined, otherwise: number | undefined): number | undefined => (text === undefined || text === '' ? otherwise : Number(text));
  const min = isRange ? bound(start, 1) : 0;
  const max = isRange ? bound(end, 10) : 100;
  if (min === undefined || max === undefined) return null;
  if (value < Math.min(min, max) || value > Math.max(min, max)) return remark('range', sentence('finding.range', { min: Math.min(min, max), max: Math.max(min, max) }));
  const width = isRange ? (bound(step, 1) ?? 1) : 0;
  if (width <= 0) return null;
  const steps = (value - min) / width;
  return Math.abs(steps - Math.round(steps)) < 1e-9 ? null : remark('range', sentence('finding.range.step', { step: width, min }));
}

function checkCodes(form: CompiledForm, world: World, template: Template, row: Row, value: Answer): Remark | null {
  if (typeof value === 'string') return isStrange(form, world, template, row, value) ? strangeCodes([value]) : null;
  const strange: string[] = [];
  if (Array.isArray(value)) for (const code of value as readonly string[]) if (isStrange(form, world, template, row, code)) strange.push(code);
  return strange.length === 0 ? null : strangeCodes(strange);
}

function isStrange(form: CompiledForm, world: World, template: Template, row: Row, code: string): boolean {
  return !isAllowed(form, world, template, row, code) && !(code === 'other' && (template.node as Question).orOther);
}

function strangeCodes(codes: readonly string[]): Remark {
  return remark('code-list', sentence('finding.codeList', { codes: codes.join(', ') }));
}

function checkNumber(form: CompiledForm, template: Template, row: Row, value: Answer): Remark | null {
  const question = template.node as Question;
  if (question.idScheme === undefined || typeof value !== 'string') return null;
  const country = countryOf(form, template, row);
  const scheme = question.idScheme === 'auto' ? schemeOfCountry(country) : question.idScheme;
  if (scheme === null || scheme === undefined || !isScheme(scheme)) return null;
  const checked = checkIdentifier(scheme, value, country === '' ? {} : { country });
  if (!checked.ok) return remark('identifier', sentence(`finding.identifier.${checked.reason}`, { scheme }));
  const [warning] = checked.warnings;
  return warning === undefined ? null : remark('identifier', sentence(`finding.identifier.${warning}`, { scheme }), 'warning');
}

/** The country that decides an `auto` identifier scheme: the answer that the question names; empty where it names none. */
function countryOf(form: CompiledForm, template: Template, row: Row): string {
  const { schemeCountry } = template.node as Question;
  const source = schemeCountry === undefined ? undefined : form.outline.byName.get(schemeCountry)?.[0];
  if (!source) return '';
  const apex = commonScope(template.scope, source.scope);
  return apex === source.scope ? toText(row.up(template.scope.depth - apex.depth).atom(source)) : '';
}

/** Checks the number of rows of a relevant repeat. */
export function checkRows(repeat: Repeat, count: number, own: Answer | null): readonly Remark[] {
  if (count === 0) {
    if (own !== null && isMissing(own)) return NOTHING;
    if (repeat.required) return [remark('required', sentence('finding.required.rows'), 'error', 'complete')];
    return NOTHING;
  }
  const found: Remark[] = [];
  if (repeat.min !== undefined && count < repeat.min) found.push(remark('rows', sentence('finding.rows.few', { count, min: repeat.min }), 'error', 'complete'));
  if (repeat.max !== undefined && count > repeat.max) found.push(remark('rows', sentence('finding.rows.many', { count, max: repeat.max })));
  return found;
}
