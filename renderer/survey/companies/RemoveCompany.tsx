import { useState } from 'react';
import type { Failure } from '../../../shared/base/failure.ts';
import type { CompanyRow } from '../../../shared/ipc/survey.ts';
import { useBridge } from '../../service/program.tsx';
import { useSentence } from '../../text/sentence.ts';
import { useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { createOnce } from '../../ui/once.ts';
import { useHere } from '../../ui/useHere.ts';

interface RemoveCompanyProps {
  readonly row: CompanyRow;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
  /** Something of it was completed: it cannot be removed, only withdrawn. */
  readonly onCompleted: () => void;
}

/** Takes a draft out of the list, after asking. */
export function RemoveCompany({ row, onClose, onRemoved, onCompleted }: RemoveCompanyProps) {
  const t = useText();
  const sentence = useSentence();
  const bridge = useBridge();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [once] = useState(createOnce);
  const here = useHere();
  const remove = () => once(async () => {
    const answer = await bridge.call('survey.removeCompany', { entity: row.entity });
    if (!answer.ok && answer.error.code === 'response-locked') return here.current ? onCompleted() : undefined;
    if (!answer.ok) return setFailure(answer.error);
    onRemoved();
    if (here.current) onClose();
  });
  return (
    <Dialog title={t('companies.removeTitle', { name: row.shortName || row.name || row.number })} onClose={onClose} actions={(
      <>
        <Button autoFocus onPress={onClose}>{t('ui.cancel')}</Button>
        <Button look="danger" onPress={() => void remove()}>{t('companies.remove')}</Button>
      </>
    )}>
      {failure && <Banner tone="error">{sentence(failure)}</Banner>}
      <p>{t('companies.removeText')}</p>
    </Dialog>
  );
}
