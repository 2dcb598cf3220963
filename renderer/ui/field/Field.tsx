import { useId, type ReactNode } from 'react';
import { CircleX } from '../icon/icons.tsx';
import { ALERT } from '../said.ts';
import './field.css';

/** What a control needs to be named and described; spread it on the control. */
export interface ControlLinks {
  readonly id: string;
  readonly 'aria-labelledby': string;
  readonly 'aria-describedby': string | undefined;
}

/** What a control takes over from the field around it; or a name of its own where it stands alone. */
export interface ControlNames extends Partial<ControlLinks> {
  readonly 'aria-label'?: string;
  readonly 'aria-required'?: boolean;
}

/** What describes a control, one after another; undefined when nothing does. */
export function joinIds(...ids: readonly (string | false | null | undefined)[]): string | undefined {
  return ids.filter(Boolean).join(' ') || undefined;
}

interface FieldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  readonly children: (links: ControlLinks) => ReactNode;
}

/** A label above, a control, then its note or its error: every small form of the program is made of these. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const described = error ? `${id}-error` : hint ? `${id}-hint` : undefined;
  return (
    <div className="field">
      <div className="field-label"><label id={`${id}-label`} htmlFor={id}>{label}</label></div>
      {children({ id, 'aria-labelledby': `${id}-label`, 'aria-describedby': described })}
      {error ? <div className="field-error" id={`${id}-error`} {...ALERT}><CircleX />{error}</div>
        : hint ? <div className="field-hint" id={`${id}-hint`}>{hint}</div> : null}
    </div>
  );
}
