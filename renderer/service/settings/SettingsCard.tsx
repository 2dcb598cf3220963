import type { ReactNode } from 'react';
import { Banner } from '../../ui/Banner.tsx';

/** What came of the last act in a card. */
export type Said = { readonly tone: 'good' | 'error'; readonly text: string } | null;

/** One matter of the settings, and under it what came of the last act. */
export function Card({ title, children, said }: { readonly title: string; readonly children: ReactNode; readonly said?: Said }) {
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      {children}
      {said && <Banner tone={said.tone}>{said.text}</Banner>}
    </section>
  );
}
