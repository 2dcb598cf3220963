import type { Choice, FormDefinition, FormNode, Group, Parameter, Question, QuestionType, Repeat, ResponseRule, Rule } from '../../shared/survey/form.ts';
import { compileForm } from '../../shared/survey/engine/compile.ts';
import { createSession } from '../../shared/survey/engine/engine.ts';
import type { Answer, Path } from '../../shared/survey/response.ts';
import type { EngineEnvironment, Session } from '../../shared/survey/session.ts';

type Build = (parent: string) => FormNode;
type QuestionExtras = Partial<Omit<Question, 'kind' | 'type' | 'name' | 'path'>>;

/** A question of a form under test. */
export const q = (name: string, type: QuestionType = 'text', extras: QuestionExtras = {}): Build => (parent) =>
  ({ kind: 'question', name, type, path: `${parent}/${name}`, label: { en: name }, ...extras });

export const group = (name: string, children: readonly Build[], extras: Partial<Group> = {}): Build => (parent) => {
  const path = `${parent}/${name}`;
  return { kind: 'group', name, path, label: { en: name }, children: children.map((child) => child(path)), ...extras };
};

export const repeat = (name: string, children: readonly Build[], extras: Partial<Repeat> = {}): Build => (parent) => {
  const path = `${parent}/${name}`;
  return { kind: 'repeat', name, path, label: { en: name }, children: children.map((child) => child(path)), ...extras };
};

/** Choices `code` or `code Label`; attributes as the second argument. */
export const choice = (value: string, attributes?: Readonly<Record<string, string>>, label = value): Choice => ({ value, label: { en: label }, ...(attributes && { attributes }) });

const yesNo: readonly Choice[] = [choice('yes'), choice('no')];

/** Rule with defaults: an error over the whole response. */
export const rule = (id: string, assert: string, at: readonly string[], extras: Partial<ResponseRule> = {}): Rule => ({
  id, scope: 'response', level: 'error', stage: 'complete', message: { en: id }, assert, at, ...extras,
});

export interface FormExtras {
  readonly choices?: Readonly<Record<string, readonly Choice[]>>;
  readonly rules?: readonly Rule[];
  readonly parameters?: readonly Parameter[];
}

export function formOf(body: readonly Build[], { choices = {}, rules = [], parameters = [] }: FormExtras = {}): FormDefinition {
  return {
    formatVersion: 1, id: 'test', version: '1', title: { en: 'Test' }, languages: ['en'], defaultLanguage: 'en',
    body: body.map((build) => build('')), choices: { yes_no: yesNo, ...choices }, rules, parameters,
  };
}

/** A fixed day and ids that count up. */
export function environment(now = '2026-11-23T14:05:00.000+03:00'): EngineEnvironment {
  let state = 1;
  let ids = 0;
  return {
    now: () => now,
    random: () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647,
    uuid: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
    username: 'official',
  };
}

export function sessionOf(form: FormDefinition, answers: Readonly<Record<Path, Answer>> = {}): Session {
  return createSession(compileForm(form), new Map(Object.entries(answers)), environment());
}

/** Ids of rules and checks with the paths they point to: `R1 /a`. */
export const findingsOf = (session: Session): readonly string[] => session.findings().map((finding) => `${finding.rule} ${finding.paths.join(' ')}`);
