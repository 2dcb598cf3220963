import { memo, useEffect, useMemo } from 'react';
import type { Path } from '../../../shared/survey/response.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Count } from '../../ui/Count.tsx';
import { CircleX, TriangleAlert } from '../../ui/icon/icons.tsx';
import { Filters } from '../../ui/list/Filters.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { useFill, useFormSoon } from '../fill/use.ts';
import { textIn, type Section } from '../outline.ts';
import { createStanding } from './standing.ts';

interface SectionRailProps {
  readonly sections: readonly Section[];
  readonly chosen: Path;
  readonly onChoose: (id: Path) => void;
  /** Shows the short form or the full one; null when the form has no short one. */
  readonly onShort: ((short: boolean) => void) | null;
}

/** The sections of the form, how far each is and what is found in it, a frame behind the key. Ctrl+PageUp and Ctrl+PageDown go through them. */
export function SectionRail({ sections, chosen, onChoose, onShort }: SectionRailProps) {
  const t = useText();
  const language = useLanguage();
  const { session, fill, short, only } = useFill();
  const standing = useFormSoon(useMemo(() => createStanding(fill, session, sections), [fill, session, sections]));
  const shown = standing.sections;

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.ctrlKey || event.shiftKey || (event.key !== 'PageUp' && event.key !== 'PageDown') || event.defaultPrevented) return;
      event.preventDefault();
      const at = shown.findIndex(({ section }) => section.id === chosen);
      const next = shown[at + (event.key === 'PageUp' ? -1 : 1)];
      if (next) onChoose(next.section.id);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });

  return (
    <nav className="sections" aria-label={t('form.sections')} data-region>
      <div className="sections-whole">
        {!only && <Whole answered={standing.answered} required={standing.required} />}
        {onShort && !only && <Extent short={short ?? false} onShort={onShort} />}
      </div>
      {shown.map(({ section: { id, name, label }, ...stands }) => <SectionLink key={id} id={id} name={name} label={textIn(label, language)} current={id === chosen} onChoose={onChoose} {...stands} />)}
    </nav>
  );
}

/** How far the whole form is. */
const Whole = memo(function Whole({ answered, required }: { readonly answered: number; readonly required: number }) {
  const t = useText();
  return <Progress still label={t('form.whole')} note={t('form.answered', { answered, required })} done={answered} total={Math.max(1, required)} />;
});

interface SectionLinkProps {
  readonly id: Path;
  readonly name: string;
  readonly label: string;
  readonly current: boolean;
  readonly errors: number;
  readonly warnings: number;
  readonly answered: number;
  readonly required: number;
  readonly onChoose: (id: Path) => void;
}

/** One section; repaints when something about it has changed. */
const SectionLink = memo(function SectionLink({ id, name, label, current, errors, warnings, answered, required, onChoose }: SectionLinkProps) {
  const t = useText();
  const done = required > 0 && answered >= required;
  return (
    <button type="button" className="section-link" aria-current={current ? 'true' : undefined} onClick={() => onChoose(id)}>
      <span className="section-name">{name}</span>
      <span className="section-label">{label}</span>
      <span className="section-counts">
        {errors > 0 && <span className="count-error"><CircleX role="img" aria-label={t('findings.errors')} /><Count of={errors} /></span>}
        {warnings > 0 && <span className="count-warning"><TriangleAlert role="img" aria-label={t('findings.warnings')} /><Count of={warnings} /></span>}
        {required > 0 && <span className={done ? 'count-done' : undefined}>{t('form.answered', { answered, required })}</span>}
      </span>
    </button>
  );
});

/** The short form or the full one. */
const Extent = memo(function Extent({ short, onShort }: { readonly short: boolean; readonly onShort: (short: boolean) => void }) {
  const t = useText();
  return (
    <Filters<'short' | 'full'> label={t('form.extent')} value={short ? 'short' : 'full'} onChange={(extent) => onShort(extent === 'short')}
      items={[{ id: 'full', label: t('form.full') }, { id: 'short', label: t('form.short') }]} />
  );
});
