import { useEffect, useState } from 'react';
import type { Role } from '../../shared/ipc/service.ts';
import { useBridge, useGo, useService, useStatus } from '../service/program.tsx';
import { useText } from '../text/text.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { ChevronDown, ChevronUp } from '../ui/icon/icons.tsx';
import { TOURS } from './tour.ts';
import './help.css';

/** The strip that leads through the practice workspace: what this place is for, the next one, the way out. Folded it leaves the room to the screen; each step unfolds it. */
export function Tour({ role }: { readonly role: Role }) {
  const t = useText();
  const bridge = useBridge();
  const { go } = useGo();
  const leaveExample = useService((state) => state.leaveExample);
  const openExample = useService((state) => state.openExample);
  const run = useStatus((state) => state.run);
  const [at, setAt] = useState(0);
  const [folded, setFolded] = useState(false);
  const steps = TOURS[role];
  const step = steps[at];
  useEffect(() => {
    let current = true;
    void step?.open(bridge).then((screen) => { if (current) go(screen); });
    return () => { current = false; };
  }, [step, bridge, go]);
  const turnTo = (next: number) => {
    setAt(next);
    setFolded(false);
  };
  const leave = async () => {
    await leaveExample();
    go({ kind: 'companies' });
  };
  const other: Role = role === 'ministry' ? 'commission' : 'ministry';
  const last = at === steps.length - 1;
  return (
    <section className="tour no-print" aria-label={t('tour.title')} data-region>
      <p className="tour-text" aria-live="polite"><strong>{t('tour.step', { step: at + 1, of: steps.length })}</strong>{step && !folded && t(step.id)}</p>
      <div className="row">
        {at > 0 && <Button onPress={() => turnTo(at - 1)}>{t('ui.back')}</Button>}
        {last && <Button onPress={() => void run((job) => openExample(job, other))}>{t(`tour.other.${other}`)}</Button>}
        {!last && <Button look="primary" onPress={() => turnTo(at + 1)}>{t('ui.next')}</Button>}
        <Button look={last ? 'primary' : 'quiet'} onPress={() => void leave()}>{t('tour.leave')}</Button>
        <IconButton label={t(folded ? 'tour.unfold' : 'tour.fold')} icon={folded ? <ChevronUp /> : <ChevronDown />} aria-expanded={!folded} onPress={() => setFolded(!folded)} />
      </div>
    </section>
  );
}
