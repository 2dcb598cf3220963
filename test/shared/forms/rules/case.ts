import type { Edits } from '../../../helpers/filling.ts';

/** One rule: what breaks it in the valid response, and what then mends it (by default, undoing the break). */
export interface RuleCase {
  readonly rule: string;
  readonly says: string;
  readonly breaks: Edits;
  readonly mends?: Edits;
  /** Words the Russian message must hold. */
  readonly message?: string;
}
