import { createContext, memo, useContext, useMemo, type ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useLanguage } from '../../text/text.tsx';
import { Count } from '../Count.tsx';
import { printNumber } from '../field/numbers.ts';
import { still, useLive, writeText, type Live } from '../live.ts';
import '../parts.css';

/** The box is as wide as its figures, so that another figure lays out the box and not the filters round it. */
function writeCount(box: HTMLElement, figures: string): void {
  const width = `${figures.length}ch`;
  if (box.style.width !== width) box.style.width = width;
  writeText(box, figures);
}

export interface FilterItem<K extends string> {
  readonly id: K;
  readonly label: ReactNode;
  readonly count?: number | undefined;
}

interface FiltersProps<K extends string> {
  readonly label: string;
  readonly items: readonly FilterItem<K>[];
  readonly value: K;
  readonly onChange: (id: K) => void;
}

/** Counts by the ids of filters, for those that change while somebody types: they are written by themselves, the buttons around them stay. */
export const LiveCounts = createContext<Live<Counts>>(still({}));

export type Counts = Readonly<Record<string, number>>;

const LiveCount = memo(function LiveCount({ id }: { readonly id: string }) {
  const counts = useContext(LiveCounts);
  const language = useLanguage();
  // Its own number alone: the others are not written again with it.
  const own = useMemo((): Live<number | undefined> => ({ now: () => counts.now()[id], subscribe: counts.subscribe }), [counts, id]);
  const place = useLive<HTMLElement, number | undefined>(own, (count, now) => writeCount(count, printNumber(language, now ?? 0)));
  return own.now() === undefined ? null : <b className="count count-live" ref={place} />;
});

/** One of a few views of the same thing, with how much each holds. */
export function Filters<K extends string>({ label, items, value, onChange }: FiltersProps<K>) {
  return (
    <ToggleButtonGroup className="filters" aria-label={label} selectionMode="single" disallowEmptySelection selectedKeys={[value]}
      onSelectionChange={(keys) => { const [first] = keys; if (first !== undefined) onChange(first as K); }}>
      {items.map((item) => (
        <ToggleButton key={item.id} id={item.id} className={item.count === 0 ? 'filter filter-none' : 'filter'}>
          <span>{item.label}</span>
          {item.count === undefined ? typeof item.label === 'string' && <LiveCount id={item.id} /> : <b className="count"><Count of={item.count} /></b>}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
