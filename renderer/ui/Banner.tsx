import type { ReactNode } from 'react';
import type { StatusTone } from './StatusTag.tsx';
import { CircleCheck, CircleX, Info, TriangleAlert } from './icon/icons.tsx';
import { ALERT, STATUS } from './said.ts';
import './parts.css';

interface BannerProps {
  readonly tone: Exclude<StatusTone, 'neutral'>;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** It stands there and changes as one works: it is read where it stands, and not read out each time. */
  readonly still?: boolean;
}

const NOTE = { role: 'note' } as const;

const icons = { info: Info, good: CircleCheck, warning: TriangleAlert, error: CircleX } as const;

/** A message that belongs to the whole screen: what happened, where, what to do. */
export function Banner({ tone, title, children, actions, still = false }: BannerProps) {
  const Icon = icons[tone];
  return (
    <div className={`banner banner-${tone}`} {...(tone === 'error' ? ALERT : still ? NOTE : STATUS)}>
      <Icon />
      <div className="banner-text">
        {title && <strong>{title}</strong>}
        {children && <div>{children}</div>}
      </div>
      {actions && <div className="row">{actions}</div>}
    </div>
  );
}
