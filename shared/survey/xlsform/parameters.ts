import type { QuestionType } from '../form.ts';
import { remark } from '../remark.ts';
import type { Line, Notes } from './sheet.ts';

const BOUNDS: readonly string[] = ['start', 'end', 'step'];

/** Reads `start=1 end=10 step=1` of a range (`value` and `label` of a file's choices are read with the file); what is no number is refused, parameters of other types are named as not supported. */
export function readParameters(type: QuestionType, line: Line, notes: Notes, fromFile = false): Readonly<Record<string, string>> {
  const at = line.address('parameters');
  const pairs = line.cell('parameters').replace(/\s*=\s*/g, '=').split(/[\s;,]+/).filter((pair) => pair !== '');
  const read = pairs.flatMap((pair): readonly (readonly [string, string])[] => {
    const [, name = '', value = ''] = /^([^=]+)=(.+)$/.exec(pair) ?? [];
    if (name === '') notes.errors.push({ ...at, ...remark('parameter-pair', { pair }) });
    else if (fromFile && (name === 'value' || name === 'label')) return [];
    else if (type !== 'range' || !BOUNDS.includes(name)) notes.unsupported.push({ ...at, ...remark('parameter', { name }) });
    else if (!/^-?\d+(?:\.\d+)?$/.test(value)) notes.errors.push({ ...at, ...remark('parameter-number', { name, value }) });
    else return [[name, value]];
    return [];
  });
  const parameters = Object.fromEntries(read);
  if (type === 'range' && Number(parameters['step'] ?? 1) <= 0) notes.errors.push({ ...at, ...remark('range-step') });
  return parameters;
}
