import { memo } from 'react';
import type { CompanyRow, CompanyStatus } from '../../shared/ipc/survey.ts';
import { useText } from '../text/text.tsx';
import { StatusTag, type StatusTone } from '../ui/StatusTag.tsx';
import { Ban, CheckCheck, CircleCheck, CircleX, GitFork, Inbox, PackageCheck, PencilLine, Stamp, Undo2, type Icon } from '../ui/icon/icons.tsx';

const LOOK: Readonly<Record<CompanyStatus, readonly [StatusTone, Icon]>> = {
  draft: ['neutral', PencilLine],
  errors: ['error', CircleX],
  complete: ['info', CircleCheck],
  approved: ['good', Stamp],
  sent: ['info', PackageCheck],
  accepted: ['good', CheckCheck],
  returned: ['warning', Undo2],
  received: ['info', Inbox],
  conflict: ['error', GitFork],
  withdrawn: ['warning', Ban],
};

/** Where a company stands, by icon, word and colour. */
export const CompanyStatusTag = memo(function CompanyStatusTag({ status }: { readonly status: CompanyStatus }) {
  const t = useText();
  const [tone, Icon] = LOOK[status];
  return <StatusTag tone={tone} icon={<Icon aria-hidden />}>{t(`status.${status}`)}</StatusTag>;
});

/** The same in the list, where a withdrawal that waits for another person comes first. */
export const CompanyRowTag = memo(function CompanyRowTag({ status, withdrawalAsked }: Pick<CompanyRow, 'status' | 'withdrawalAsked'>) {
  const t = useText();
  if (!withdrawalAsked) return <CompanyStatusTag status={status} />;
  return <span title={`${t(`status.${status}`)}. ${t('withdraw.another')}`}><StatusTag tone="warning" icon={<Ban aria-hidden />}>{t('withdraw.waits')}</StatusTag></span>;
});
