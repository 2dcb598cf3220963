import type { Finding } from './findings.ts';
import type { Stage } from './form.ts';
import type { Path } from './response.ts';

/** How far a part of the form is: shown in the section rail and the list of companies. */
export interface Progress {
  /** Relevant questions that want an answer. */
  readonly required: number;
  /** Of those, answered (a reason code counts). */
  readonly answered: number;
  readonly errors: number;
  readonly warnings: number;
  readonly unjustified: number;
}

/** The part of a session that is counted. */
interface Counted {
  findings(stage: Stage): readonly Finding[];
  progress(path: Path): Progress;
}

/** What the list of companies counts of a draft: what stands while it is filled in, not yet what completing will ask for. */
export function draftProgress(session: Counted): Progress {
  const findings = session.findings('draft');
  const warnings = findings.filter((finding) => finding.level === 'warning');
  const { required, answered } = session.progress('/');
  return {
    required, answered, warnings: warnings.length,
    errors: findings.filter((finding) => finding.level === 'error').length,
    unjustified: warnings.filter((finding) => finding.justification === undefined).length,
  };
}
