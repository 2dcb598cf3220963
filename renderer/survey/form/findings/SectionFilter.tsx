import { memo, useMemo, useState } from 'react';
import { useLanguage, useText } from '../../../text/text.tsx';
import { ChoiceInput } from '../../../ui/field/ChoiceInput.tsx';
import { useFill } from '../../fill/use.ts';
import { textIn, type Section } from '../../outline.ts';
import { findingsWithin, sectionsWithFindings } from './findings.ts';

interface SectionFilterProps {
  readonly sections: readonly Section[];
  /** The id of a section; null: all of them. */
  readonly value: string | null;
  readonly onChange: (section: string | null) => void;
}

/** One section or all of them. In which of them something is found is looked up when somebody comes to the list, not at every finding. */
export const SectionFilter = memo(function SectionFilter({ sections, value, onChange }: SectionFilterProps) {
  const t = useText();
  const language = useLanguage();
  const { fill, only } = useFill();
  const [visit, setVisit] = useState(0);
  const options = useMemo(() => {
    const ids = new Set([...sectionsWithFindings(findingsWithin(fill.findings(), sections, only), sections), value]);
    return sections.filter(({ id }) => ids.has(id)).map(({ id, name, label }) => ({ value: id, label: `${name} ${textIn(label, language)}` }));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the findings are read anew at each visit.
  }, [visit, fill, only, sections, language, value]);
  return (
    <div className="findings-section" onFocus={() => setVisit(visit + 1)}>
      <ChoiceInput aria-label={t('findings.section')} placeholder={t('findings.allSections')} value={value} onChange={onChange} options={options} />
    </div>
  );
});
