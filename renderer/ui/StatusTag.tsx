import type { ReactNode } from 'react';
import './parts.css';

export type StatusTone = 'neutral' | 'info' | 'good' | 'warning' | 'error';

interface StatusTagProps {
  readonly tone: StatusTone;
  readonly icon: ReactNode;
  readonly children: ReactNode;
}

/** A state said three times: by icon, by word, by colour. */
export function StatusTag({ tone, icon, children }: StatusTagProps) {
  return <span className={`tag tag-${tone}`}>{icon}<span>{children}</span></span>;
}
