import type { ReactNode } from 'react';
import { useText } from '../text/text.tsx';
import { Building2, MessageSquareQuote, ShieldCheck, ShieldQuestion } from './icon/icons.tsx';
import './trust-mark.css';

/** How far something can be believed: a signature held, somebody merely says so, nobody vouches, or it was made here. */
export type Trust = 'verified' | 'claimed' | 'unknown' | 'own';

const icons = { verified: ShieldCheck, claimed: MessageSquareQuote, unknown: ShieldQuestion, own: Building2 } as const;

/** A statement and how far it can be believed: a look of its own for each, the same on every screen. */
export function TrustMark({ trust, children }: { readonly trust: Trust; readonly children: ReactNode }) {
  const t = useText();
  const Icon = icons[trust];
  return (
    <span className={`trust trust-${trust}`}>
      <Icon role="img" aria-label={t(`origin.${trust}`)} title={t(`origin.${trust}`)} />
      <span>{children}</span>
    </span>
  );
}
