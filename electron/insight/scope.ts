import type { Audience } from '../../shared/ipc/insight.ts';
import type { FormDefinition, FormNode, Question } from '../../shared/survey/form.ts';
import type { Answers, Path } from '../../shared/survey/response.ts';

export const AUDIENCES: readonly Audience[] = ['own_state', 'commission', 'members', 'companies'];

/** The state that collected the answers and the Commission: they see how the work on them went, who did it and for what reason. */
export function isOfficial(audience: Audience): boolean {
  return audience === 'own_state' || audience === 'commission';
}

/** What an audience may see of a company. */
export interface Permission {
  /** The company appears at all, under its name. */
  readonly named: boolean;
  /** Fields that the form marks as restricted. */
  readonly restricted: boolean;
  /** Names and numbers of people. */
  readonly personal: boolean;
  /** Its numbers go into sums over several companies. */
  readonly summed: boolean;
}

/** The choice list that a form's question about permitted recipients uses, and what its codes permit. */
const SCOPE_LIST = 'share_scope';
/** The repeats a company shows to other companies: its offers and needs. */
const CARD: ReadonlySet<string> = new Set(['offer', 'need']);

/** The question of a form that asks to whom the answers may go; null where there is none. */
export function scopeQuestion(form: FormDefinition): Path | null {
  const find = (nodes: readonly FormNode[]): Question | null => {
    for (const node of nodes) {
      if (node.kind === 'question' && node.list === SCOPE_LIST) return node;
      const inner = node.kind === 'group' ? find(node.children) : null;
      if (inner) return inner;
    }
    return null;
  };
  return find(form.body)?.path ?? null;
}

/**
 * What a company permits an audience. The state that collected the answers and the Commission that merged them list every company;
 * what is restricted only those see whom the company has named in full. Others see nothing without its leave. A form that does not
 * ask is for the state and the Commission alone.
 */
export function permissionOf(scope: Path | null, answers: Answers, audience: Audience): Permission {
  const chosen = scope === null ? null : answers.get(scope);
  const codes: readonly string[] = scope === null ? ['own_state', 'eec', 'eec_full'] : Array.isArray(chosen) ? chosen : [];
  const has = (code: string): boolean => codes.includes(code);
  switch (audience) {
    case 'own_state':
      return { named: true, restricted: has('own_state'), personal: has('own_state'), summed: true };
    case 'commission':
      return { named: true, restricted: has('eec_full'), personal: has('eec_full'), summed: has('eec') || has('eec_full') };
    case 'members':
      return { named: has('members'), restricted: false, personal: false, summed: has('members') };
    case 'companies':
      return { named: has('companies'), restricted: false, personal: false, summed: has('companies') };
  }
}

/** Whether a question may be shown to an audience at all: other companies see who it is, what it offers and what it needs. */
export function isShown(question: Question, repeat: string | null, audience: Audience): boolean {
  if (audience !== 'companies') return true;
  return repeat === null ? question.identity !== undefined : CARD.has(repeat);
}

/** Template paths of the questions and repeats that an audience may see. */
export function shownPaths(form: FormDefinition, audience: Audience): ReadonlySet<Path> {
  const paths = new Set<Path>();
  const visit = (nodes: readonly FormNode[], repeat: string | null): void => {
    for (const node of nodes) {
      if (node.kind === 'group') visit(node.children, repeat);
      else if (node.kind === 'question') {
        if (isShown(node, repeat, audience)) paths.add(node.path);
      } else {
        const before = paths.size;
        visit(node.children, node.name);
        if (paths.size > before) paths.add(node.path);
      }
    }
  };
  visit(form.body, null);
  return paths;
}
