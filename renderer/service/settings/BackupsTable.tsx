import type { BackupCopy } from '../../../shared/ipc/service.ts';
import type { MessageId } from '../../text/messages.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { printMoment } from '../../ui/field/dates.ts';
import { printSize } from '../../ui/field/numbers.ts';
import { ArchiveRestore } from '../../ui/icon/icons.tsx';
import type { Backups, BackupsStore } from './backups.ts';

interface BackupsTableProps extends Pick<Backups, 'damaged' | 'read'>, Pick<BackupsStore, 'restore'> {
  readonly copies: readonly BackupCopy[];
  /** The name of the one to restore, where the person is there to restore one. */
  readonly advised: string | undefined;
}

/** When each copy was made and why, and how it was found when it was read last. */
export function BackupsTable({ copies, damaged, read, advised, restore }: BackupsTableProps) {
  const t = useText();
  const language = useLanguage();
  return (
    <table className="plain-table backups">
      <thead><tr><th>{t('backups.at')}</th><th>{t('backups.why')}</th><th className="table-end">{t('backups.size')}</th><th>{t('backups.checked')}</th><th className="table-end">{t('backups.actions')}</th></tr></thead>
      <tbody>
        {copies.map(({ name, at, why, bytes, checked }) => (
          <tr key={name}>
            <td>{printMoment(language, at)}</td>
            <td>{t(occasion(why))}</td>
            <td className="table-end">{printSize(language, bytes)}</td>
            <td className={damaged.includes(name) ? 'backups-damaged' : undefined}>{t(!checked ? 'backups.no' : damaged.includes(name) ? 'backups.damaged' : read.includes(name) ? 'backups.sound' : 'backups.yes')}</td>
            <td className="table-end">
              <Button small look={name === advised ? 'primary' : 'quiet'} autoFocus={name === advised} icon={<ArchiveRestore />} isDisabled={!checked || damaged.includes(name)} aria-label={t('backups.restoreOf', { at: printMoment(language, at) })} onPress={() => void restore(name)}>{t('backups.restore')}</Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const OCCASIONS = ['daily', 'by-hand', 'before-merge', 'before-undo', 'before-sync', 'before-restore', 'before-version', 'damaged'] as const;

function occasion(why: string): MessageId {
  return `backups.why.${OCCASIONS.find((known) => why.startsWith(known)) ?? 'by-hand'}`;
}
