import { useMemo } from 'react';
import type { Coverage, CoverageCounts, Progress } from '../../shared/insight/coverage.ts';
import { useWorkspace } from '../service/program.tsx';
import { printCountry } from '../text/country.ts';
import { useLanguage, useText } from '../text/text.tsx';
import { printNumber } from '../ui/field/numbers.ts';
import { DataTable, type Column } from '../ui/list/DataTable.tsx';

interface RoundStatesProps {
  readonly coverage: Coverage;
  readonly country: string | null;
  readonly onChoose: (country: string | null) => void;
}

type Line = CoverageCounts & { readonly country: string | null };

/** What a bar is made of, from the best to the worst. */
const PARTS = ['accepted', 'here', 'returned', 'coming', 'missing'] as const;
type Part = (typeof PARTS)[number];

const PART_OF: Readonly<Record<Progress, Part>> = {
  accepted: 'accepted', elsewhere: 'here', received: 'here', conflict: 'here', waiting: 'here', sent: 'here', returned: 'returned', ready: 'coming', begun: 'coming', invited: 'coming', withdrawn: 'coming',
};

/** What is counted of a state, each in a column. */
type Count = 'invited' | 'answered' | 'accepted' | 'returned' | 'late' | 'missing' | 'uninvited';

/** Which counts a narrow window is spared, the first of them first: the lists below count them too. */
const SPARED: readonly Count[] = ['uninvited', 'late', 'returned', 'accepted'];

/** The response state by state: a bar each, and the numbers. Arrows choose the state whose companies are listed below. */
export function RoundStates({ coverage, country, onChoose }: RoundStatesProps) {
  const t = useText();
  const lines = useMemo((): readonly Line[] => [{ ...coverage.total, country: null }, ...(oneAlone(coverage) ? [] : coverage.states)], [coverage]);
  const columns = useStateColumns(oneAlone(coverage));
  return (
    <section className="round-states" aria-label={t('round.states')} style={{ height: 66 + 28 * lines.length }}>
      <DataTable label={t('round.states')} columns={columns} count={lines.length} rowAt={(index) => lines[index]} rowHeight={28}
        active={Math.max(0, lines.findIndex((line) => line.country === country))} onActive={(index) => onChoose(lines[index]?.country ?? null)} focusOnMount />
      <p className="round-legend note">{PARTS.map((part) => <span key={part}><i data-part={part} aria-hidden />{t(`round.part.${part}`)}</span>)}</p>
    </section>
  );
}

/** One state alone, as at a ministry, is its own sum: its code; else null. */
function oneAlone({ states }: Coverage): string | null {
  return states.length === 1 ? states[0]?.country ?? null : null;
}

/** What stands in a line; the same columns as long as the role is the same. `only`: the sum is that of this state. */
function useStateColumns(only: string | null): readonly Column<Line>[] {
  const t = useText();
  const language = useLanguage();
  const commission = useWorkspace().role === 'commission';
  return useMemo(() => {
    const name = ({ country }: Line) => {
      const code = country ?? only;
      return code === null ? t('round.allStates') : printCountry(t, code);
    };
    const number = (count: number) => (count === 0 ? <span className="round-zero">0</span> : printNumber(language, count));
    const counts: readonly (readonly [id: Count, count: (line: Line) => number])[] = [
      ['invited', (line) => line.invited],
      ['answered', (line) => line.answered],
      ['accepted', (line) => line.progress.accepted],
      ['returned', (line) => line.progress.returned],
      ...(commission ? [['late', (line: Line) => line.late]] as const : []),
      ['missing', (line) => line.missing],
      ['uninvited', (line) => line.uninvited],
    ];
    return [
      { id: 'state', header: t('round.column.state'), width: 'minmax(204px, 2fr)', title: name, cell: (line) => (line.country === null ? <strong>{name(line)}</strong> : name(line)) },
      { id: 'bar', header: t('round.column.bar'), width: 'minmax(120px, 3fr)', cell: (line) => <Bar line={line} /> },
      ...counts.map(([id, count]): Column<Line> => ({ id, ...(SPARED.includes(id) && { fold: SPARED.length - SPARED.indexOf(id) }), header: t(`round.count.${id}`), width: '98px', align: 'end', cell: (line) => number(count(line)) })),
    ];
  }, [t, language, commission, only]);
}

function Bar({ line }: { readonly line: Line }) {
  const t = useText();
  const sums = Object.fromEntries(PARTS.map((part) => [part, 0])) as Record<Part, number>;
  for (const [progress, count] of Object.entries(line.progress) as readonly (readonly [Progress, number])[]) sums[PART_OF[progress]] += count;
  // Who has not answered by the deadline stands among those who are coming.
  sums.missing = line.missing;
  sums.coming -= line.missing;
  const all = PARTS.reduce((sum, part) => sum + sums[part], 0);
  return (
    <span className="round-bar" role="img" aria-label={PARTS.filter((part) => sums[part] > 0).map((part) => `${t(`round.part.${part}`)}: ${sums[part]}`).join(', ')}>
      {PARTS.map((part) => sums[part] > 0 && <i key={part} data-part={part} style={{ width: `${(100 * sums[part]) / all}%` }} />)}
    </span>
  );
}
