import type { Failure } from '../../shared/base/failure.ts';
import { useText } from '../text/text.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';

interface WithdrawCompanyProps {
  readonly name: string;
  readonly onClose: () => void;
  /** Null: it is withdrawn, and the dialog closes. */
  readonly onWithdraw: (reason: string) => Promise<Failure | null>;
}

/** Asks why all that was said of a company is taken back, and says what comes of it. */
export function WithdrawCompany({ name, onClose, onWithdraw }: WithdrawCompanyProps) {
  const t = useText();
  return (
    <ReasonDialog title={t('withdraw.title', { name })} label={t('withdraw.reason')} hint={t('withdraw.hint')} act={t('withdraw.act')} onAct={onWithdraw} onClose={onClose}>
      <p>{t('withdraw.text')}</p>
      <p>{t('withdraw.back')}</p>
    </ReasonDialog>
  );
}
