import type { Review } from '../../../shared/ipc/survey.ts';
import type { Finding } from '../../../shared/survey/findings.ts';

/** The Commission's comments on fields, as findings that ask for nothing but to be read. */
export function commentFindings(review: Review | null): readonly Finding[] {
  return (review?.comments ?? []).filter(({ path }) => path !== '/').map(({ path, text }) => ({
    rule: 'comment', level: 'info', paths: [path], message: { kind: 'sentence', code: 'finding.comment', values: { text } },
  }));
}
