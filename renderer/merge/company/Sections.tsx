import { useText } from '../../text/text.tsx';
import { Split } from '../../ui/icon/icons.tsx';
import type { Section } from '../answer/outline.ts';
import { labelOf, type Wording } from '../answer/wording.ts';

interface SectionsProps {
  readonly sections: readonly Section[];
  /** How many values stand in none of them. */
  readonly loose: number;
  /** The place of the section that is shown; the number of sections: what stands in none. */
  readonly shown: number;
  readonly onShow: (index: number) => void;
  readonly wording: Wording;
}

/** The sections of a merged company, how much is answered in each and where bodies differ. */
export function Sections({ sections, loose, shown, onShow, wording }: SectionsProps) {
  const t = useText();
  return (
    <nav className="company-sections" aria-label={t('company.view.sections')}>
      {sections.map((section, index) => (
        <button key={section.group.path} type="button" aria-current={index === shown || undefined} data-empty={section.answered === 0 || undefined}
          onClick={() => onShow(index)}>
          <b>{section.group.name}</b><span>{labelOf(section.group.label, wording)}</span>
          <span className="company-counts">
            {section.conflicts > 0 && <span className="company-conflicts" title={t('company.view.conflictsHere', { count: section.conflicts })}><Split />{section.conflicts}</span>}
            <span className="note">{section.answered}</span>
          </span>
        </button>
      ))}
      {loose > 0 && (
        <button type="button" aria-current={shown === sections.length || undefined} onClick={() => onShow(sections.length)}>
          <b>+</b><span>{t('company.view.other')}</span><span className="company-counts note">{loose}</span>
        </button>
      )}
    </nav>
  );
}
