import type { ReactNode } from 'react';
import { Check, CircleX, LoaderCircle } from './icon/icons.tsx';
import './parts.css';

export interface StepLine {
  readonly id: string;
  readonly label: ReactNode;
  readonly state: 'waiting' | 'current' | 'running' | 'passed' | 'failed';
  readonly note?: ReactNode;
}

interface StepsProps {
  readonly steps: readonly StepLine[];
  readonly label: string;
  readonly across?: boolean;
}

/** Numbered steps in order: `current` is where the person is, `running` what the program is doing. */
export function Steps({ steps, label, across }: StepsProps) {
  return (
    <ol className={`steps${across ? ' steps-across' : ''}`} aria-label={label}>
      {steps.map((step, index) => (
        <li key={step.id} className={`step step-${step.state}`} aria-current={step.state === 'current' || step.state === 'running' ? 'step' : undefined}>
          <span className="step-mark" aria-hidden>{mark(step.state, index + 1)}</span>
          <span>{step.label}{step.note && <small className="note"> {step.note}</small>}</span>
        </li>
      ))}
    </ol>
  );
}

function mark(state: StepLine['state'], position: number): ReactNode {
  if (state === 'passed') return <Check />;
  if (state === 'failed') return <CircleX />;
  if (state === 'running') return <LoaderCircle />;
  return position;
}
