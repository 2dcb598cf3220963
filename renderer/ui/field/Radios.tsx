import { Radio, RadioGroup } from 'react-aria-components';
import type { ControlNames } from './Field.tsx';
import type { Tone } from './inputs.tsx';
import type { Option } from './options.ts';
import './field.css';

interface RadiosProps extends ControlNames {
  readonly options: readonly Option[];
  readonly value: string | null;
  readonly onChange: (value: string) => void;
  readonly readOnly?: boolean;
  readonly autoFocus?: boolean;
  readonly tone?: Tone;
}

/** One of a few short answers, all in sight: yes and no above all. */
export function Radios({ options, value, onChange, readOnly, autoFocus, tone, 'aria-required': required, ...rest }: RadiosProps) {
  return (
    <RadioGroup {...rest} validationBehavior="aria" isRequired={required ?? false} isInvalid={tone === 'invalid'} className="radios" orientation="horizontal" value={value} onChange={onChange} isReadOnly={readOnly ?? false}>
      {options.map((option, index) => <Radio key={option.value} value={option.value} className="radio" autoFocus={autoFocus === true && index === 0}>{option.label}</Radio>)}
    </RadioGroup>
  );
}
