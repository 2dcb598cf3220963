import type { ReactNode } from 'react';
import './parts.css';

/** Names and their values, one pair a line. Pairs without a value are left out. */
export function KeyValue({ pairs }: { readonly pairs: readonly (readonly [label: ReactNode, value: ReactNode])[] }) {
  return (
    <dl className="pairs">
      {pairs.filter(([, value]) => value !== null && value !== undefined && value !== '').map(([label, value], index) => (
        <div key={index}><dt>{label}</dt><dd>{value}</dd></div>
      ))}
    </dl>
  );
}
