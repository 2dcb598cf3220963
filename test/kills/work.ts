import type { AnswerChange } from '../../shared/survey/response.ts';

/** One thing an official asks of the program: it happens as a whole or not at all. */
export type Work =
  | { readonly kind: 'type'; readonly entity: string; readonly changes: readonly AnswerChange[] }
  | { readonly kind: 'complete'; readonly entity: string }
  | { readonly kind: 'reopen'; readonly entity: string }
  | { readonly kind: 'import'; readonly entities: readonly string[]; readonly text: string }
  /** A ministry's own list of companies that are not here yet: their drafts stand in one row each until somebody types in them. */
  | { readonly kind: 'list'; readonly companies: readonly { readonly entity: string; readonly number: string; readonly name: string }[]; readonly text: string };

export type Said =
  | { readonly kind: 'ready' }
  | { readonly kind: 'begins'; readonly work: Work }
  /** The program has acknowledged what began last. */
  | { readonly kind: 'done'; readonly revision: string | null };
