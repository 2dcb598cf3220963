import type { ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { Count } from '../Count.tsx';
import '../parts.css';

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

/** One of a few views of the same thing, with how much each holds. */
export function Filters<K extends string>({ label, items, value, onChange }: FiltersProps<K>) {
  return (
    <ToggleButtonGroup className="filters" aria-label={label} selectionMode="single" disallowEmptySelection selectedKeys={[value]}
      onSelectionChange={(keys) => { const [first] = keys; if (first !== undefined) onChange(first as K); }}>
      {items.map((item) => (
        <ToggleButton key={item.id} id={item.id} className={item.count === 0 ? 'filter filter-none' : 'filter'}>
          <span>{item.label}</span>
          {item.count !== undefined && <b className="count"><Count of={item.count} /></b>}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
