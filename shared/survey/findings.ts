import type { Level, Text } from './form.ts';
import type { Path } from './response.ts';

/** Checks every form has without writing a rule. */
export type BuiltInCheck =
  | 'required' | 'type' | 'range' | 'constraint' | 'identifier' | 'code-list' | 'rows' | 'duplicate' | 'last-round' | 'change' | 'protected' | 'second-entry';

/**
 * What the program has to say about answers. `error` blocks completing; `warning` wants a written justification, which
 * travels with the data; `info` informs.
 */
export interface Finding {
  /** Id of a form's rule (`R14`) or the name of a built-in check. */
  readonly rule: string;
  readonly level: Level;
  /** Where to look; the first one is where the cursor goes. */
  readonly paths: readonly Path[];
  readonly message: FindingMessage;
  /** The official's answer to a warning, if given. */
  readonly justification?: string;
}

/** A form's own words with the values put in, by language; or a sentence of `shared/text` with its values. */
export type FindingMessage =
  | { readonly kind: 'form'; readonly text: Text }
  | { readonly kind: 'sentence'; readonly code: string; readonly values: Readonly<Record<string, string | number>> };

/** Findings that stop completing: errors, and warnings nobody has justified. */
export function blocksCompleting(finding: Finding): boolean {
  return finding.level === 'error' || (finding.level === 'warning' && finding.justification === undefined);
}
