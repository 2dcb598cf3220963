import { useEffect, useState } from 'react';
import type { JobProgress } from '../../../shared/ipc/api.ts';
import { useText } from '../../text/text.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { useBridge } from '../program.tsx';
import './first-run.css';

/** While the workspace opens: a large one is looked through page by page, and a merge that was cut off is brought to its end. Nothing is shown of an opening that is quick. */
export function Starting() {
  const t = useText();
  const bridge = useBridge();
  const [step, setStep] = useState<JobProgress | null>(null);
  // Work that has no job of its own is the opening.
  useEffect(() => bridge.on('progress', (progress) => { if (progress.job === '') setStep(progress); }), [bridge]);
  return (
    <main className="starting">
      <h1>{t('start.opening')}</h1>
      <p className="soft">{t('start.openingText')}</p>
      <Progress label={step === null ? t('start.checking') : t(`phase.${step.phase}`)} done={step?.done ?? 0} total={step?.total ?? 0} />
    </main>
  );
}
