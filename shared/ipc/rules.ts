import type { ConflictRule, RuleBody, RuleOutcome } from '../merge/rule.ts';
import type { ConflictRow, Signer } from './merge.ts';
import type { Method } from './method.ts';

/** Rules by which the Commission settles many conflicts alike. */
export interface Methods {
  /** All rules, newest first, revoked ones too. */
  readonly 'merge.rules': Method<undefined, readonly RuleView[]>;
  /** Which conflicts a rule would settle and how, and which it leaves; changes nothing. */
  readonly 'merge.previewRule': Method<{ readonly job: string; readonly rule: PreviewedRule }, RulePreview>;
  /** Signs a rule; from then on it can be applied. */
  readonly 'merge.defineRule': Method<{ readonly draft: RuleDraft; readonly passphrase: string }, { readonly id: string }>;
  /** Settles what the rule settles: a revision for each conflict, which names the rule. */
  readonly 'merge.applyRule': Method<{ readonly job: string; readonly id: string }, AppliedRule>;
  /** Takes a rule out of use; what it has settled stays. */
  readonly 'merge.revokeRule': Method<{ readonly id: string; readonly reason: string }, null>;
}

/** What a person says in a rule; who and when is added. */
export type RuleDraft = Pick<ConflictRule, 'name' | 'places' | 'bodies' | 'reason'>;

/** One that is kept, or what one that is being written would do. */
export type PreviewedRule = { readonly kind: 'kept'; readonly id: string } | { readonly kind: 'draft'; readonly places: readonly string[]; readonly bodies: readonly RuleBody[] };

export interface RuleView {
  readonly id: string;
  /** The beginning of its id, by which it is named in revisions. */
  readonly code: string;
  /** `unreliable`: its signature does not hold; what it says is only claimed, or cannot be read (`rule` is null). */
  readonly standing: 'in-force' | 'revoked' | 'unreliable';
  readonly rule: ConflictRule | null;
  readonly signer: Signer | null;
  readonly revoked: { readonly at: number; readonly person: string; readonly reason: string } | null;
  /** Conflicts settled by it until now. */
  readonly solved: number;
}

export interface RuleRow extends ConflictRow {
  readonly outcome: RuleOutcome;
}

export interface RulePreview {
  readonly solves: number;
  readonly leaves: number;
  /** The first of them, those that are settled before those that are left. */
  readonly rows: readonly RuleRow[];
}

export interface AppliedRule {
  readonly solved: number;
  readonly left: number;
  /** The person cancelled; what is settled stays, the same call again does the rest. */
  readonly stopped: boolean;
}
