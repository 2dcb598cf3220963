import { useEffect, useState } from 'react';
import type { Failure } from '../../../shared/base/failure.ts';
import type { MergeRun, UndoPlan } from '../../../shared/ipc/mergeDesk.ts';
import { useBridge, useStatus } from '../../service/program.tsx';
import { createReading } from '../../service/reading.ts';
import { useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import { Unread } from '../../ui/Waiting.tsx';

interface UndoDialogProps {
  readonly run: MergeRun;
  readonly onClose: () => void;
  /** It is done; what to say of it. */
  readonly onUndone: (said: string) => void;
}

/** Says what taking a merge back would come to, and asks for the reason. */
export function UndoDialog({ run, onClose, onUndone }: UndoDialogProps) {
  const t = useText();
  const bridge = useBridge();
  const runJob = useStatus((state) => state.run);
  const [plan, setPlan] = useState<UndoPlan | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    const { read, leave } = createReading(bridge, runJob);
    void read((job) => bridge.call('merge.planUndo', { job, run: run.id })).then((answer) => {
      if (answer?.ok === true) setPlan(answer.value);
      else if (answer) setFailure(answer.error);
    });
    return leave;
  }, [bridge, runJob, run.id]);
  const undo = async (reason: string): Promise<Failure | null> => {
    const answer = await runJob((job) => bridge.call('merge.undo', { job, run: run.id, reason }));
    if (!answer.ok) return answer.error;
    onUndone(t('runs.done', { run: run.id, bundles: answer.value.bundles.length, revisions: answer.value.revisions }));
    return null;
  };
  return (
    <ReasonDialog title={t('runs.undoTitle', { run: run.id })} label={t('runs.reason')} act={t('runs.confirm')} back={t('runs.keep')} known={plan !== null} onAct={undo} onClose={onClose}>
      {failure && <Unread failure={failure} />}
      {!plan && !failure && <p className="soft">{t('ui.loading')}</p>}
      {plan && (
        <>
          <p>{t('runs.plan', { bundles: plan.bundles.length, revisions: plan.revisions, companies: plan.companies })}</p>
          <ul className="runs-bundles">{plan.bundles.map((bundle) => <li key={bundle.fileName}>{bundle.fileName} <span className="note">{t('merge.seqOf', { body: bundle.body, seq: bundle.seq })}</span></li>)}</ul>
          {plan.gone > 0 && <p>{t('runs.gone', { count: plan.gone })}</p>}
          {plan.waiting > 0 && <Banner tone="warning">{t('runs.waiting', { count: plan.waiting })}</Banner>}
          <p className="note">{t('runs.stays')}</p>
        </>
      )}
    </ReasonDialog>
  );
}
