import { groupBy } from '../../base/group.ts';
import type { CompiledForm, TemplateParts } from './compile.ts';
import type { Dependency } from '../expression/piece.ts';
import type { Expression, FormDefinition, FormNode, Rule, Text } from '../form.ts';
import type { Template } from '../outline.ts';

/** A part of a node or rule that an author wrote: an expression, or a text that has values of answers in it. */
export type PartName = Exclude<keyof TemplateParts, 'borrows' | 'kind' | 'type' | 'list' | 'idScheme' | 'bounded'> | 'when' | 'assert' | 'message';

/** Who reads whom: a node of the form by its template path, or a rule by its place in the form. */
export type Place = { readonly kind: 'node'; readonly path: string } | { readonly kind: 'rule'; readonly index: number; readonly id: string };

export interface Link {
  readonly place: Place;
  /** Through which parts of the reader, each once. */
  readonly through: readonly PartName[];
}

/** What every node reads and by whom it is read, in the order of the form. */
export interface Links {
  readonly reads: (path: string) => readonly Link[];
  readonly readBy: (path: string) => readonly Link[];
  readonly ruleReads: (index: number) => readonly Link[];
}

/** Finds the links of a compiled form. That a part stands in a section that is not always asked is no link: the section's own condition is. */
export function linksOf(form: CompiledForm): Links {
  const reads = new Map<string, Link[]>();
  const readBy = new Map<string, Link[]>();
  const note = (reader: Place, part: PartName, dependencies: readonly Dependency[]): void => {
    for (const { kind, template } of dependencies) {
      if (kind === 'relevant') continue;
      const source: Place = { kind: 'node', path: template.path };
      add(reads, keyOf(reader), source, part);
      add(readBy, keyOf(source), reader, part);
    }
  };
  for (const template of form.outline.templates) {
    const parts = Object.entries(form.parts[template.index] ?? {}) as readonly (readonly [PartName, { readonly dependencies?: readonly Dependency[] } | string | boolean | undefined])[];
    for (const [part, compiled] of parts) if (typeof compiled === 'object' && compiled.dependencies) note({ kind: 'node', path: template.path }, part, compiled.dependencies);
  }
  for (const { rule, when, assert, message } of form.rules) {
    const place: Place = { kind: 'rule', index: form.definition.rules.indexOf(rule), id: rule.id };
    for (const [part, compiled] of [['when', when], ['assert', assert], ['message', message]] as const) if (compiled) note(place, part, compiled.dependencies);
  }
  return {
    reads: (path) => reads.get(path) ?? NONE,
    readBy: (path) => readBy.get(path) ?? NONE,
    ruleReads: (index) => reads.get(`#${index}`) ?? NONE,
  };
}

const NONE: readonly Link[] = [];

const keyOf = (place: Place): string => (place.kind === 'node' ? place.path : `#${place.index}`);

function add(to: Map<string, Link[]>, key: string, place: Place, part: PartName): void {
  const links = to.get(key) ?? [];
  to.set(key, links);
  const at = links.findIndex((link) => keyOf(link.place) === keyOf(place));
  const known = links[at];
  if (!known) links.push({ place, through: [part] });
  else if (!known.through.includes(part)) links[at] = { place, through: [...known.through, part] };
}

/** An expression as its author wrote it. */
export interface Written {
  readonly part: PartName;
  readonly source: Expression;
}

const WRITTEN = ['relevant', 'required', 'readonly', 'constraint', 'calculation', 'default', 'choiceFilter', 'count'] as const;

/** The expressions of a node in the order in which they are asked. */
export function writtenIn(node: FormNode): readonly Written[] {
  const sources = node as unknown as Readonly<Partial<Record<(typeof WRITTEN)[number], Expression | boolean>>>;
  return WRITTEN.flatMap((part): readonly Written[] => {
    const source = sources[part];
    return typeof source === 'string' ? [{ part, source }] : [];
  });
}

/** The conditions of the sections and tables around a node, outermost first: all must hold for it to be asked. */
export function conditionsAround(template: Template): readonly { readonly path: string; readonly source: Expression }[] {
  const found: { readonly path: string; readonly source: Expression }[] = [];
  for (let at = template.parent; at; at = at.parent) if (at.node.kind !== 'root' && at.node.relevant !== undefined) found.unshift({ path: at.path, source: at.node.relevant });
  return found;
}

/** A text that a reader of a language would miss. */
export interface Untranslated {
  readonly language: string;
  /** Template path of a node, `list: value` of a choice, id of a rule, `/` for the title. */
  readonly where: string;
  readonly part: 'title' | 'label' | 'hint' | 'guidance' | 'requiredMessage' | 'constraintMessage' | 'unit' | 'choice' | 'message';
  /** What it says in the language that has it. */
  readonly text: string;
}

/** Names every text that is written in one of the form's languages and missing in another. */
export function untranslated(form: FormDefinition): readonly Untranslated[] {
  const found: Untranslated[] = [];
  const look = (where: string, part: Untranslated['part'], text: Text | undefined): void => {
    const [written] = text ? Object.values(text).filter((one) => one !== '') : [];
    if (text === undefined || written === undefined) return;
    for (const language of form.languages) if ((text[language] ?? '') === '') found.push({ language, where, part, text: text[form.defaultLanguage] ?? written });
  };
  const walk = (nodes: readonly FormNode[]): void => {
    for (const node of nodes) {
      look(node.path, 'label', node.label);
      look(node.path, 'hint', node.hint);
      if (node.kind === 'question') for (const part of ['guidance', 'requiredMessage', 'constraintMessage', 'unit'] as const) look(node.path, part, node[part]);
      else walk(node.children);
    }
  };
  look('/', 'title', form.title);
  walk(form.body);
  for (const [list, choices] of Object.entries(form.choices)) for (const choice of choices) look(`${list}: ${choice.value}`, 'choice', choice.label);
  for (const rule of form.rules) look(rule.id, 'message', rule.message);
  return found;
}

/** A rule of a form as people count them: one id, though it may be written several times, once for each place that it is asked at. */
export interface NumberedRule {
  readonly id: string;
  /** At least one, in the order of the form. */
  readonly parts: readonly { readonly rule: Rule; readonly index: number }[];
}

/** The rules of a form, each id once, in the order in which they first stand. */
export function numberedRules({ rules }: Pick<FormDefinition, 'rules'>): readonly NumberedRule[] {
  return [...groupBy(rules.map((rule, index) => ({ rule, index })), ({ rule }) => rule.id)].map(([id, parts]) => ({ id, parts }));
}
