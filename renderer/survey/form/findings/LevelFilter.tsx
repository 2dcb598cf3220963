import { memo } from 'react';
import { useText } from '../../../text/text.tsx';
import { Filters } from '../../../ui/list/Filters.tsx';
import type { FindingCounts, Shown } from './findings.ts';

interface LevelFilterProps extends FindingCounts {
  readonly value: Shown;
  readonly onChange: (shown: Shown) => void;
  /** Somebody wants to know what prevents completing. */
  readonly asked: boolean;
}

/** The levels, with how many findings of each there are. */
export const LevelFilter = memo(function LevelFilter({ value, onChange, asked, errors, warnings, infos, blocking }: LevelFilterProps) {
  const t = useText();
  return (
    <Filters<Shown> label={t('findings.level')} value={value} onChange={onChange} items={[
      { id: 'all', label: t('findings.allLevels'), count: errors + warnings + infos },
      { id: 'error', label: t('findings.errors'), count: errors },
      { id: 'warning', label: t('findings.warnings'), count: warnings },
      { id: 'info', label: t('findings.infos'), count: infos },
      asked ? { id: 'blocking', label: <strong className="findings-blocked">{t('form.blocked', { count: blocking })}</strong> } : { id: 'blocking', label: t('findings.blocking'), count: blocking },
    ]} />
  );
});
