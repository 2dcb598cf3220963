import { blocksCompleting, type Finding } from '../../../../shared/survey/findings.ts';
import type { Level } from '../../../../shared/survey/form.ts';
import type { Path } from '../../../../shared/survey/response.ts';
import { byGravity } from '../../fill/found.ts';
import { isComment } from '../../fill/review.ts';
import { sectionOf, type Section } from '../../outline.ts';

/** Which findings the pane shows: of one level, those that block completing, or all. */
export type Shown = Level | 'blocking' | 'all';
/** In the order of the form, or the gravest first. */
export type Sort = 'place' | 'level';

export interface View {
  readonly shown: Shown;
  /** The id of a section; null: all of them. */
  readonly section: string | null;
  readonly sort: Sort;
}

export interface FindingCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly unjustified: number;
  readonly blocking: number;
}

/** Those of some sections, where only these are shown; else all, the same list. */
export function findingsWithin(findings: readonly Finding[], sections: readonly Section[], only: readonly Path[] | undefined): readonly Finding[] {
  return only ? findings.filter(({ paths }) => sectionOf(sections, paths[0] ?? '')) : findings;
}

/** What names a finding among all of a form. */
export function keyOf(finding: Finding): string {
  return `${finding.rule} ${finding.paths.join(' ')}`;
}

export function countFindings(findings: readonly Finding[]): FindingCounts {
  const counts = { errors: 0, warnings: 0, infos: 0, unjustified: 0 };
  for (const { level, justification } of findings) {
    if (level === 'error') counts.errors += 1;
    else if (level === 'info') counts.infos += 1;
    else {
      counts.warnings += 1;
      if (justification === undefined) counts.unjustified += 1;
    }
  }
  return { ...counts, blocking: counts.errors + counts.unjustified };
}

/** What the pane lists, in its order; within a level the order of the form stays. */
export function shownFindings(findings: readonly Finding[], sections: readonly Section[], { shown, section, sort }: View): readonly Finding[] {
  const list = findings.filter((finding) => {
    if (shown === 'blocking' ? !blocksCompleting(finding) : shown !== 'all' && finding.level !== shown) return false;
    return section === null || sectionOf(sections, finding.paths[0] ?? '')?.id === section;
  });
  return sort === 'place' ? list : list.sort(byGravity);
}

/** The ids of the sections in which something was found, in the order of the form. */
export function sectionsWithFindings(findings: readonly Finding[], sections: readonly Section[]): readonly string[] {
  const found = new Set(findings.map((finding) => sectionOf(sections, finding.paths[0] ?? '')?.id));
  return sections.map(({ id }) => id).filter((id) => found.has(id));
}

/** Where the person stands: in a line of the list, in a field, or in neither. */
export interface Cursor {
  readonly line: string | null;
  readonly path: Path | null;
}

/**
 * The warning that is meant to be justified, or the comment to be replied to: the one in whose line the cursor stands, else the one that was gone to last while the cursor
 * stands at it or nowhere in the form, else one at the field; warnings that are still open come first. Null when there is none.
 */
export function warningFor(findings: readonly Finding[], last: Finding | null, { line, path }: Cursor): Finding | null {
  const find = (key: string | null) => findings.find((finding) => keyOf(finding) === key) ?? null;
  const gone = find(last && keyOf(last));
  if (line !== null || path === null) return ifAnswerable(line === null ? gone : find(line));
  // The cursor goes to the first question of a section that a warning is about.
  const atGone = gone?.paths.some((about) => path === about || path.startsWith(`${about}/`)) ?? false;
  if (atGone && gone?.level === 'warning' && gone.justification === undefined) return gone;
  const warnings = findings.filter(({ level, paths }) => level === 'warning' && paths.includes(path));
  const open = warnings.find(({ justification }) => justification === undefined);
  // A note that was gone to beside a settled warning is no reason to settle it again.
  return open ?? (atGone ? ifAnswerable(gone) : warnings[0] ?? findings.find((finding) => isComment(finding) && finding.paths.includes(path)) ?? null);
}

function ifAnswerable(finding: Finding | null): Finding | null {
  return finding && (finding.level === 'warning' || isComment(finding)) ? finding : null;
}
