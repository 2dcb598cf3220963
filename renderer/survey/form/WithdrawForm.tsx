import type { OpenedResponse } from '../../../shared/ipc/survey.ts';
import { WithdrawCompany } from '../companies/WithdrawCompany.tsx';
import { useFill } from '../fill/use.ts';

interface WithdrawFormProps {
  readonly opened: Pick<OpenedResponse, 'entity' | 'company'>;
  readonly onClose: () => void;
}

/** {@link WithdrawCompany} for the form that is open: a refusal stands above the form. */
export function WithdrawForm({ opened: { entity, company }, onClose }: WithdrawFormProps) {
  const { fill } = useFill();
  return (
    <WithdrawCompany entity={entity} name={company.shortName || company.name || company.number} onClose={onClose}
      onWithdraw={(reason) => fill.withdraw(reason).then(() => null)} onDrop={() => fill.dropWithdrawal().then(() => null)} />
  );
}
