import { useEffect, useState } from 'react';
import { useLanguage, useText } from '../../text/text.tsx';
import { printDate } from '../../ui/field/dates.ts';
import { useBridge, useScreen, useWorkspace } from '../program.tsx';

/**
 * The last day of the round, beside its name on every screen but its own. Read again whenever the round is another and the person goes somewhere else, since a registry or a
 * list may have brought another one; not on the way into a form, which is to open at once.
 */
export function LastDay() {
  const t = useText();
  const language = useLanguage();
  const bridge = useBridge();
  const { kind } = useScreen();
  const { id, round } = useWorkspace();
  const whose = `${id} ${round}`;
  const [known, setKnown] = useState<{ readonly whose: string; readonly day: string | null } | null>(null);
  useEffect(() => {
    if (kind === 'form') return;
    let wanted = true;
    void bridge.call('insight.round', undefined).then((answer) => { if (wanted && answer.ok) setKnown({ whose, day: answer.value.deadline }); });
    return () => { wanted = false; };
  }, [bridge, kind, whose]);
  const day = known?.whose === whose ? known.day : null;
  return day === null || kind === 'round' ? null : <> · {t('round.deadline', { date: printDate(language, day) })}</>;
}
