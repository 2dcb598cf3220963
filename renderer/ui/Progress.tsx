import { useEffect, useRef, type ReactNode } from 'react';
import { useText } from '../text/text.tsx';
import { Elapsed } from './Elapsed.tsx';
import { writeText } from './live.ts';
import { STATUS } from './said.ts';
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

/** How far something is; it says that work has begun, and what it does next. What stands round it is not to be read out too. */
export function Progress({ label, done, total, note, bare, still = false }: ProgressProps) {
  const part = total > 0 ? Math.min(100, (100 * done) / total) : 0;
  return (
    <>
      <div className="progress" role={still ? 'meter' : 'progressbar'} aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={total > 0 ? Math.round(part) : undefined}>
        {!bare && <span className="spread"><span>{label}</span>{note ? <span className="note">{note}</span> : total === 0 && !still && <Elapsed />}</span>}
        <span className={`progress-track${total === 0 ? ' progress-unknown' : ''}${part >= 100 ? ' progress-full' : ''}`}><span className="progress-part" style={{ width: `${total === 0 ? 30 : part}%` }} /></span>
      </div>
      {/* Beside it: who listens is told of nothing that stands in a bar. */}
      {!still && <Said label={label} known={total > 0} aside={bare === true} />}
    </>
  );
}

/** Work that is over sooner is not spoken of; how often it is said that it goes on; both in ms. */
const SOON = 500;
const OFTEN = 15_000;

/**
 * Says what is done when it has begun and when it becomes something else. How far it is a screen reader says now and then by itself; where that is not known, how long it has
 * taken is said instead. Work that is shown on the screen and `aside`, in the line below or at the foot of a dialog, is spoken of once.
 */
function Said({ label, known, aside }: { readonly label: string; readonly known: boolean; readonly aside: boolean }) {
  const t = useText();
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const begun = performance.now();
    const say = (text: string) => {
      const all = [...document.querySelectorAll('.progress-said')];
      if (place.current && place.current === (all.find((one) => !one.matches('.progress-aside')) ?? all.at(-1))) writeText(place.current, text);
    };
    const first = window.setTimeout(() => say(label), SOON);
    const again = known ? undefined : window.setInterval(() => {
      const seconds = Math.round((performance.now() - begun) / 1000);
      say(`${label} ${t('ui.elapsed', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })}`);
    }, OFTEN);
    return () => {
      window.clearTimeout(first);
      window.clearInterval(again);
    };
  }, [label, known, t]);
  return <span className={`progress-said hidden-visually${aside ? ' progress-aside' : ''}`} {...STATUS} ref={place} />;
}
