import { useState } from 'react';
import type { JobProgress } from '../../../shared/ipc/api.ts';
import { OPENING } from '../../../shared/ipc/service.ts';
import { useText } from '../../text/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { useBridge } from '../program.tsx';
import './first-run.css';

/** While the workspace opens: a large one is looked through page by page, and a merge that was cut off is brought to its end. Nothing is shown of an opening that is quick. */
export function Starting({ step }: { readonly step: JobProgress | null }) {
  const t = useText();
  const bridge = useBridge();
  const [skipped, setSkipped] = useState(false);
  const checking = step?.phase === 'opening';
  // Once all of the file has been read the check itself is short, and says nothing until its end.
  const known = step === null || (checking && step.done >= step.total) ? null : step;
  const skip = () => {
    setSkipped(true);
    void bridge.call('service.cancel', { job: OPENING });
  };
  return (
    <main className="starting">
      <h1>{t('start.opening')}</h1>
      <p className="soft">{t('start.openingText')}</p>
      <Progress label={t(known === null ? 'start.checking' : `phase.${known.phase}`)} done={known?.done ?? 0} total={known?.total ?? 0} note={known && known.total > 0 ? t('start.percent', { part: known.done / known.total }) : undefined} />
      {checking && (
        <>
          <div className="row"><Button isDisabled={skipped} onPress={skip}>{t('start.skip')}</Button></div>
          <p className="soft">{t('start.skipHint')}</p>
        </>
      )}
    </main>
  );
}
