import { z } from 'zod';
import type { Result } from '../../base/result.ts';
import { err } from '../../base/result.ts';
import type { CompiledForm, FormProblem } from './compile.ts';
import { checkForm } from './compile.ts';
import type { FormDefinition, FormNode } from '../form.ts';
import type { Remark } from '../remark.ts';
import { remark } from '../remark.ts';

/** Sections within sections: no survey nests deeper, and a hostile file must not exhaust the stack. */
export const DEEPEST = 20;

/** How many characters the parts of a form may have. */
export const LENGTHS = { language: 35, name: 100, rule: 100, id: 200, code: 300, line: 2_000, expression: 20_000, text: 20_000 } as const;

const line = z.string().max(LENGTHS.line);
const expression = z.string().min(1).max(LENGTHS.expression);
const code = z.string().min(1).max(LENGTHS.code);
const name = z.string().regex(/^[\p{L}_][\p{L}\p{N}_.-]*$/u).max(LENGTHS.name);
const path = z.string().startsWith('/').max((LENGTHS.name + 1) * (DEEPEST + 1));
const text = z.record(z.string().max(LENGTHS.language), z.string().max(LENGTHS.text));
const settings = z.record(z.string().max(LENGTHS.name), line);
const number = z.number().int().min(0);

const named = {
  name, path, label: text, number: line.optional(), hint: text.optional(), appearance: line.optional(), relevant: expression.optional(),
};

const question = z.strictObject({
  kind: z.literal('question'),
  type: z.enum([
    'text', 'integer', 'decimal', 'range', 'date', 'time', 'dateTime', 'year', 'select_one', 'select_multiple', 'rank', 'note', 'acknowledge', 'calculate', 'hidden', 'image', 'file', 'metadata',
  ]),
  ...named,
  guidance: text.optional(), required: expression.optional(), requiredMessage: text.optional(), constraint: expression.optional(), constraintMessage: text.optional(),
  calculation: expression.optional(), trigger: z.array(path).optional(), readonly: expression.optional(), default: expression.optional(),
  list: code.optional(), codeList: code.optional(), choiceFilter: expression.optional(), orOther: z.boolean().optional(), parameters: settings.optional(),
  unit: text.optional(), atomic: code.optional(), personal: z.boolean().optional(), restricted: z.boolean().optional(), measure: z.enum(['percent', 'money']).optional(),
  idScheme: code.optional(), schemeCountry: code.optional(), identity: z.enum(['country', 'number', 'name', 'shortName', 'region']).optional(), shortForm: z.boolean().optional(),
  lastRound: z.enum(['skip', 'grow', 'append']).optional(), change: z.number().min(0).max(1_000_000).optional(),
});

const node: z.ZodType<FormNode> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    question,
    z.strictObject({ kind: z.literal('group'), ...named, children: z.array(node) }),
    z.strictObject({
      kind: z.literal('repeat'), ...named, children: z.array(node), count: expression.optional(), min: number.optional(), max: number.optional(),
      required: z.boolean().optional(), shortForm: z.boolean().optional(), lastRound: z.enum(['skip', 'append']).optional(), table: line.optional(),
    }),
  ]),
);

const ruleBase = { id: z.string().regex(/^[^\s:]+$/).max(LENGTHS.rule), level: z.enum(['error', 'warning', 'info']), stage: z.enum(['draft', 'complete', 'accept']), message: text, at: z.array(path) };

const definition = z.strictObject({
  formatVersion: z.literal(1),
  id: z.string().min(1).max(LENGTHS.id),
  version: z.string().min(1).max(LENGTHS.id),
  title: text,
  languages: z.array(z.string().min(1).max(LENGTHS.language)).min(1),
  defaultLanguage: z.string().min(1).max(LENGTHS.language),
  body: z.array(node),
  choices: z.record(code, z.array(z.strictObject({ value: code, label: text, attributes: settings.optional() }))),
  rules: z.array(
    z.union([
      z.strictObject({ ...ruleBase, scope: z.literal('response'), context: path.optional(), when: expression.optional(), assert: expression }),
      z.strictObject({ ...ruleBase, scope: z.enum(['response', 'workspace', 'base']), check: code, arguments: settings }),
    ]),
  ),
  parameters: z.array(z.strictObject({ name: code, value: z.union([z.number(), line]), unit: line.optional(), validFrom: line.optional(), validTo: line.optional(), source: line.optional() })),
  renames: z.array(z.strictObject({ from: line.min(1), to: line.min(1), list: code.optional() })).optional(),
}) satisfies z.ZodType<FormDefinition>;

/**
 * The door for forms from outside (a file, a bundle): shape, paths, names, expressions. What passes runs; what does not
 * is named. Extra properties are refused, since the form's identity is the hash of all its bytes.
 */
export function parseForm(json: unknown): Result<CompiledForm, readonly FormProblem[]> {
  if (depthOf(json) > DEEPEST * 2) return err([shapeProblem('/', remark('shape-deep', { most: DEEPEST }))]);
  const parsed = definition.safeParse(json);
  if (!parsed.success) return err(parsed.error.issues.map((issue) => shapeProblem(`/${issue.path.join('/')}`, remarkOn(issue))));
  const misplaced = pathProblems(parsed.data.body, '');
  return misplaced.length > 0 ? err(misplaced) : checkForm(parsed.data);
}

function pathProblems(nodes: readonly FormNode[], parent: string): readonly FormProblem[] {
  const names = new Set<string>();
  return nodes.flatMap((one): readonly FormProblem[] => {
    const own = one.path === `${parent}/${one.name}` && !names.has(one.name) ? [] : [shapeProblem(one.path, remark('shape-place', { path: one.path }))];
    names.add(one.name);
    return one.kind === 'question' ? own : [...own, ...pathProblems(one.children, one.path)];
  });
}

function shapeProblem(where: string, said: Remark): FormProblem {
  return { kind: 'shape', where, part: '', at: 0, remark: said };
}

/** What the shape of a form is not, where in the file: never in the words of the library that found it. */
function remarkOn(issue: z.core.$ZodIssue): Remark {
  const where = `/${issue.path.join('/')}`;
  if (issue.code === 'unrecognized_keys') return remark('shape-unknown', { where, names: issue.keys.map((key) => JSON.stringify(key)).join(', ') });
  if (issue.code === 'too_big') return remark('shape-large', { where, most: Number(issue.maximum) });
  return remark('shape', { where });
}

function depthOf(value: unknown): number {
  let level: readonly unknown[] = [value];
  let depth = 0;
  while (level.length > 0 && depth <= DEEPEST * 2) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
    depth++;
  }
  return depth;
}
