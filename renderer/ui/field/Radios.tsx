import { Radio, RadioGroup } from 'react-aria-components';
import type { ControlNames } from './Field.tsx';
import type { Option } from './options.ts';
import './field.css';

interface RadiosProps extends ControlNames {
  readonly options: readonly Option[];
  readonly value: string | null;
  readonly onChange: (value: string) => void;
  readonly readOnly?: boolean;
  readonly autoFocus?: boolean;
}

/** One of a few short answers, all in sight: yes and no above all. */
export function Radios({ options, value, onChange, readOnly, autoFocus, ...rest }: RadiosProps) {
  return (
    <RadioGroup {...rest} className="radios" orientation="horizontal" value={value} onChange={onChange} isReadOnly={readOnly ?? false}>
      {options.map((option, index) => <Radio key={option.value} value={option.value} className="radio" autoFocus={autoFocus === true && index === 0}>{option.label}</Radio>)}
    </RadioGroup>
  );
}
