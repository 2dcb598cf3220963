import type { ReactNode } from 'react';
import type { Icon } from './icon/icons.tsx';
import './parts.css';

export type StatusTone = 'neutral' | 'info' | 'good' | 'warning' | 'error';

/** How a state looks. */
export interface StatusLook {
  readonly tone: StatusTone;
  readonly icon: Icon | null;
}

interface StatusTagProps extends StatusLook {
  readonly children: ReactNode;
}

/** A state said three times: by icon, by word, by colour. */
export function StatusTag({ tone, icon: Icon, children }: StatusTagProps) {
  return <span className={`tag tag-${tone}`}>{Icon && <Icon />}<span>{children}</span></span>;
}
