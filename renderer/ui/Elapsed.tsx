import { useEffect, useState } from 'react';
import { useText } from '../text/text.tsx';

/** What is over sooner needs no clock, in s. */
const SOON = 3;

/** How long something has been under way since this was first shown: for work that cannot say how far it is. It is seen, not read out at every second. */
export function Elapsed() {
  const t = useText();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const begun = performance.now();
    const timer = window.setInterval(() => setSeconds(Math.floor((performance.now() - begun) / 1000)), 1000);
    return () => window.clearInterval(timer);
  }, []);
  return seconds < SOON ? null : <span className="note number" aria-hidden>{t('ui.elapsed', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })}</span>;
}
