import { useEffect, useRef, useState } from 'react';
import type { Failure } from '../../shared/base/failure.ts';
import type { Role } from '../../shared/ipc/service.ts';
import { useBridge, useGo, useService, useStatus } from '../service/program.tsx';
import { useSentence } from '../text/sentence.ts';
import { useText } from '../text/text.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { ChevronDown, ChevronUp } from '../ui/icon/icons.tsx';
import { createOnce } from '../ui/once.ts';
import { POLITE } from '../ui/said.ts';
import { TOURS } from './tour.ts';
import { useKeptCursor } from './useKeptCursor.ts';
import './help.css';

/** What could not be opened: a practice workspace, or the person's own when the tour was to be left. */
interface Trouble {
  readonly at: Role | 'leave';
  readonly failure: Failure;
}

/** The strip that leads through the practice workspace: what this place is for, the next one, the way out. Folded it leaves the room to the screen; each step unfolds it. */
export function Tour({ role }: { readonly role: Role }) {
  const t = useText();
  const sentence = useSentence();
  const bridge = useBridge();
  const { go } = useGo();
  const leaveExample = useService((state) => state.leaveExample);
  const openExample = useService((state) => state.openExample);
  const run = useStatus((state) => state.run);
  const [at, setAt] = useState(0);
  const [folded, setFolded] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const strip = useRef<HTMLElement>(null);
  const steps = TOURS[role];
  const step = steps[at];
  useEffect(() => {
    let current = true;
    void step?.open(bridge).then((screen) => { if (current) go(screen); });
    return () => { current = false; };
  }, [step, bridge, go]);
  useKeptCursor(strip, at);
  const turnTo = (next: number) => {
    setAt(next);
    setFolded(false);
    setTrouble(null);
  };
  // Another workspace is opened one at a time: who leaves while one is being made would be taken back into it.
  const [once] = useState(createOnce);
  const settle = (where: Trouble['at'], failure: Failure | null) => setTrouble(failure && { at: where, failure });
  const leave = () => once(async () => {
    const failure = await leaveExample();
    settle('leave', failure);
    if (!failure) go({ kind: 'companies' });
  });
  const other: Role = role === 'ministry' ? 'commission' : 'ministry';
  const turnToOther = () => once(async () => settle(other, await run((job) => openExample(job, other))));
  // There is no copy of a practice workspace to restore: it is made anew.
  const said = ({ at: where, failure }: Trouble) => [...(where !== 'leave' && failure.code === 'workspace-damaged' ? [] : [sentence(failure)]), ...(where === 'leave' ? [] : [t('tour.failedText')])].join(' ');
  const last = at === steps.length - 1;
  return (
    <section className="tour no-print" aria-label={t('tour.title')} data-region ref={strip}>
      {trouble && <div className="tour-trouble"><Banner tone="error" title={t(`tour.failed.${trouble.at}`)}>{said(trouble)}</Banner></div>}
      <p className="tour-text" {...POLITE}><strong>{t('tour.step', { step: at + 1, of: steps.length })}</strong>{step && !folded && t(step.id)}</p>
      <div className="row">
        {at > 0 && <Button onPress={() => turnTo(at - 1)}>{t('ui.back')}</Button>}
        {last && <Button onPress={() => void turnToOther()}>{t(`tour.other.${other}`)}</Button>}
        {!last && <Button look="primary" onPress={() => turnTo(at + 1)}>{t('ui.next')}</Button>}
        <Button look={last ? 'primary' : 'quiet'} onPress={() => void leave()}>{t('tour.leave')}</Button>
        <IconButton label={t(folded ? 'tour.unfold' : 'tour.fold')} icon={folded ? <ChevronUp /> : <ChevronDown />} aria-expanded={!folded} onPress={() => setFolded(!folded)} />
      </div>
    </section>
  );
}
