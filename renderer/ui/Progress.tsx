import type { ReactNode } from 'react';
import { Elapsed } from './Elapsed.tsx';
import './parts.css';

interface ProgressProps {
  readonly label: string;
  readonly done: number;
  /** 0: how much there is to do is not known yet; then it says how long it has taken. */
  readonly total: number;
  readonly note?: ReactNode;
  /** Only the bar; the label stays for those who listen. */
  readonly bare?: boolean;
  /** It says how much there is, not how far some work has come: a screen reader does not read it out as it grows. */
  readonly still?: boolean;
}

/** How far something is. Plain elements: a list of companies draws forty of them in a frame. */
export function Progress({ label, done, total, note, bare, still = false }: ProgressProps) {
  const part = total > 0 ? Math.min(100, (100 * done) / total) : 0;
  return (
    <div className="progress" role={still ? 'meter' : 'progressbar'} aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={total > 0 ? Math.round(part) : undefined}>
      {!bare && <span className="spread"><span>{label}</span>{note ? <span className="note">{note}</span> : total === 0 && !still && <Elapsed />}</span>}
      <span className={`progress-track${total === 0 ? ' progress-unknown' : ''}${part >= 100 ? ' progress-full' : ''}`}><span className="progress-part" style={{ width: `${total === 0 ? 30 : part}%` }} /></span>
    </div>
  );
}
