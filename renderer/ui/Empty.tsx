import type { ReactNode } from 'react';
import './parts.css';

interface EmptyProps {
  readonly icon: ReactNode;
  readonly title: ReactNode;
  /** What this place is for and the next step. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** A place where nothing is yet. */
export function Empty({ icon, title, children, action }: EmptyProps) {
  return (
    <div className="empty">
      {icon}
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  );
}
