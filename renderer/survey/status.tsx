import { memo } from 'react';
import type { CompanyRow, CompanyStatus } from '../../shared/ipc/survey.ts';
import { useText } from '../text/text.tsx';
import { StatusTag, type StatusLook } from '../ui/StatusTag.tsx';
import { Ban, CheckCheck, CircleCheck, CircleX, GitFork, Inbox, PackageCheck, PencilLine, Stamp, Undo2 } from '../ui/icon/icons.tsx';

const LOOK: Readonly<Record<CompanyStatus, StatusLook>> = {
  draft: { tone: 'neutral', icon: PencilLine },
  errors: { tone: 'error', icon: CircleX },
  complete: { tone: 'info', icon: CircleCheck },
  approved: { tone: 'good', icon: Stamp },
  sent: { tone: 'info', icon: PackageCheck },
  accepted: { tone: 'good', icon: CheckCheck },
  returned: { tone: 'warning', icon: Undo2 },
  received: { tone: 'info', icon: Inbox },
  conflict: { tone: 'error', icon: GitFork },
  withdrawn: { tone: 'warning', icon: Ban },
};

/** Where a company stands, by icon, word and colour. */
export const CompanyStatusTag = memo(function CompanyStatusTag({ status }: { readonly status: CompanyStatus }) {
  const t = useText();
  return <StatusTag {...LOOK[status]}>{t(`status.${status}`)}</StatusTag>;
});

/** The same in the list, where a withdrawal that waits for another person comes first. */
export const CompanyRowTag = memo(function CompanyRowTag({ status, withdrawalAsked }: Pick<CompanyRow, 'status' | 'withdrawalAsked'>) {
  const t = useText();
  if (!withdrawalAsked) return <CompanyStatusTag status={status} />;
  return <span title={`${t(`status.${status}`)}. ${t('withdraw.another')}`}><StatusTag tone="warning" icon={Ban}>{t('withdraw.waits')}</StatusTag></span>;
});
