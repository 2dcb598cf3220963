import type { Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import { ANYTHING } from '../fill/paths.ts';
import type { Fill } from '../fill/store.ts';
import { sectionOf, type Section } from '../outline.ts';

/** How far a section is, and what is found in it. */
export interface SectionStanding {
  readonly section: Section;
  readonly answered: number;
  readonly required: number;
  readonly errors: number;
  /** Warnings that nobody has justified. */
  readonly warnings: number;
}

/** How far the form is: the whole of it, and the sections that are asked of this company. */
export interface Standing {
  readonly answered: number;
  readonly required: number;
  readonly sections: readonly SectionStanding[];
}

/** Reads how the form stands: once a change, and the same as before where nothing of it has changed. */
export function createStanding({ paths, findings }: Pick<Fill, 'paths' | 'findings'>, session: Session, sections: readonly Section[]): () => Standing {
  let read = -1;
  let standing: Standing | null = null;
  return () => {
    const version = paths.version(ANYTHING);
    if (standing && read === version) return standing;
    read = version;
    const now = standingOf(session, sections, findings());
    if (!standing || !isSame(standing, now)) standing = now;
    return standing;
  };
}

function standingOf(session: Session, sections: readonly Section[], findings: ReturnType<Fill['findings']>): Standing {
  const found = new Map<Path | undefined, { errors: number; warnings: number }>(sections.map(({ id }) => [id, { errors: 0, warnings: 0 }]));
  for (const { level, paths, justification } of findings) {
    const count = found.get(sectionOf(sections, paths[0] ?? '')?.id);
    if (count && level === 'error') count.errors += 1;
    if (count && level === 'warning' && justification === undefined) count.warnings += 1;
  }
  const { answered, required } = session.progress('/');
  return {
    answered, required,
    sections: sections.filter(({ group, id }) => group === null || session.relevant(id)).map((section) => {
      const progress = section.group ? session.progress(section.id) : null;
      return { section, answered: progress?.answered ?? 0, required: progress?.required ?? 0, errors: 0, warnings: 0, ...found.get(section.id) };
    }),
  };
}

function isSame(one: Standing, other: Standing): boolean {
  return one.answered === other.answered && one.required === other.required && one.sections.length === other.sections.length
    && one.sections.every((section, index) => isSameSection(section, other.sections[index] as SectionStanding));
}

function isSameSection(one: SectionStanding, other: SectionStanding): boolean {
  return one.section === other.section && one.answered === other.answered && one.required === other.required && one.errors === other.errors && one.warnings === other.warnings;
}
