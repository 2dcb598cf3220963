import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components';
import { Check as Tick } from '../icon/icons.tsx';
import './field.css';

interface CheckProps {
  readonly children: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
}

/** A box to tick, with its words. */
export function Check({ children, checked, onChange, disabled }: CheckProps) {
  return (
    <Checkbox className="check" isSelected={checked} onChange={onChange} isDisabled={disabled ?? false}>
      {({ isSelected }) => <><i className="check-box" aria-hidden>{isSelected && <Tick />}</i><span>{children}</span></>}
    </Checkbox>
  );
}
