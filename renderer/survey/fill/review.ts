import type { Review } from '../../../shared/ipc/survey.ts';
import type { Finding } from '../../../shared/survey/findings.ts';
import type { Path } from '../../../shared/survey/response.ts';

/** The Commission's comments on fields, as findings that ask to be read and may be replied to: the body's reply stands as what settles them. */
export function commentFindings(review: Review | null): readonly Finding[] {
  return (review?.comments ?? []).filter(({ path }) => path !== '/').map(({ path, text }) => {
    const reply = replyAt(review, path);
    return { rule: 'comment', level: 'info', paths: [path], message: { kind: 'sentence', code: 'finding.comment', values: { text } }, ...(reply === null ? {} : { justification: reply }) };
  });
}

/** Whether a finding is a comment of the Commission. */
export function isComment({ rule }: Finding): boolean {
  return rule === 'comment';
}

/** What the body has replied at a place; null when nothing. */
export function replyAt(review: Review | null, at: Path): string | null {
  return review?.replies.findLast(({ path }) => path === at)?.text ?? null;
}
