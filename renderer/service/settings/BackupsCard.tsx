import { useState } from 'react';
import { useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { DatabaseBackup, FolderOpen, ShieldCheck } from '../../ui/icon/icons.tsx';
import { useBackups } from './backups.ts';
import { BackupsTable } from './BackupsTable.tsx';
import { Card } from './SettingsCard.tsx';

/** How many copies are shown before the person asks for all. */
const SHOWN = 7;

/** The copies of the workspace: one more now, where it is open, or a workspace of any of them in a new folder; where it is closed because it is damaged, the newest sound copy is what the person is there for. */
export function BackupsCard({ closed = false }: { readonly closed?: boolean }) {
  const t = useText();
  const { copies, damaged, read, said, restored, make, check, restore, enter } = useBackups();
  const [all, setAll] = useState(false);
  const advised = closed && restored === null ? copies?.find(({ name, checked }) => checked && !damaged.includes(name))?.name : undefined;
  return (
    <Card title={t('backups.title')} said={said}>
      <p className="soft">{t('backups.text')}</p>
      {copies?.length === 0 && <p className="soft">{t('backups.none')}</p>}
      {copies !== null && copies.length > 0 && <BackupsTable copies={all ? copies : copies.slice(0, SHOWN)} damaged={damaged} read={read} advised={advised} restore={restore} />}
      <div className="row">
        {!closed && <Button icon={<DatabaseBackup />} onPress={() => void make()}>{t('backups.make')}</Button>}
        {copies !== null && copies.length > 0 && <Button icon={<ShieldCheck />} onPress={() => void check()}>{t('backups.check')}</Button>}
        {copies !== null && copies.length > SHOWN && <Button look="quiet" onPress={() => setAll(!all)}>{all ? t('backups.fewer') : t('backups.more', { count: copies.length })}</Button>}
      </div>
      {restored && (
        <Banner tone="good" actions={<Button small look={closed ? 'primary' : 'plain'} autoFocus={closed} icon={<FolderOpen />} onPress={() => void enter(restored.ticket)}>{t('backups.open')}</Button>}>
          {t('backups.restored', { folder: restored.folder })}
        </Banner>
      )}
    </Card>
  );
}
