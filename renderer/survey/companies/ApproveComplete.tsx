import { useState } from 'react';
import type { Failure } from '../../../shared/base/failure.ts';
import type { CompanyRow } from '../../../shared/ipc/survey.ts';
import { useBridge, useStatus, useWorkspace } from '../../service/program.tsx';
import { useSentence } from '../../text/sentence.ts';
import { useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';

interface ApproveCompleteProps {
  readonly count: number;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

type Outcome = { readonly kind: 'asking' } | { readonly kind: 'working' } | { readonly kind: 'done'; readonly approved: number; readonly refused: number; readonly sameHand: number } | { readonly kind: 'failed'; readonly failure: Failure };

/** Approves every complete form at once. */
export function ApproveComplete({ count, onClose, onDone }: ApproveCompleteProps) {
  const t = useText();
  const sentence = useSentence();
  const bridge = useBridge();
  const run = useStatus((state) => state.run);
  const { person } = useWorkspace();
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'asking' });

  const approve = async () => {
    setOutcome({ kind: 'working' });
    const entities: string[] = [];
    for (let offset = 0; ; offset += 500) {
      const page = await bridge.call('survey.companies', { search: '', status: 'complete', country: null, sort: 'name', descending: false, offset, limit: 500 });
      if (!page.ok) return setOutcome({ kind: 'failed', failure: page.error });
      entities.push(...page.value.rows.map((row: CompanyRow) => row.entity));
      if (entities.length >= page.value.total || page.value.rows.length === 0) break;
    }
    const answer = await run((job) => bridge.call('survey.approve', { entities, job }));
    setOutcome(answer.ok ? { kind: 'done', approved: answer.value.approved, refused: answer.value.refused.length - (answer.value.sameHand?.length ?? 0), sameHand: answer.value.sameHand?.length ?? 0 } : { kind: 'failed', failure: answer.error });
    onDone();
  };

  const done = outcome.kind === 'done';
  return (
    <Dialog title={done ? t('companies.approveDone') : t('companies.approveTitle', { count })} onClose={onClose} actions={(
      <>
        {!done && <Button onPress={onClose}>{t('ui.cancel')}</Button>}
        {/* One button from beginning to end, so that the cursor stays on it. */}
        <Button key="main" look="primary" autoFocus onPress={() => { if (done) onClose(); else if (outcome.kind !== 'working') void approve(); }}>{t(done ? 'ui.close' : 'form.approve')}</Button>
      </>
    )}>
      {outcome.kind === 'failed' && <Banner tone="error">{sentence(outcome.failure)}</Banner>}
      {done ? (
        <>
          {(outcome.approved > 0 || outcome.sameHand + outcome.refused === 0) && <Banner tone="good">{t('companies.approved', { count: outcome.approved })}</Banner>}
          {outcome.sameHand > 0 && <Banner tone="warning">{t('companies.sameHand', { count: outcome.sameHand, person })}</Banner>}
          {outcome.refused > 0 && <Banner tone="warning">{t('companies.refused', { count: outcome.refused })}</Banner>}
        </>
      ) : <p>{t('companies.approveText', { person })}</p>}
    </Dialog>
  );
}
