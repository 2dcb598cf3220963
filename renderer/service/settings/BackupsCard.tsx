import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { BackupCopy } from '../../../shared/ipc/service.ts';
import { useSentence } from '../../text/sentence.ts';
import { useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { DatabaseBackup, FolderOpen, ShieldCheck } from '../../ui/icon/icons.tsx';
import { useProgram } from '../program.tsx';
import { createBackups, type BackupsSaid, type BackupsStore } from './backups.ts';
import { BackupsTable } from './BackupsTable.tsx';
import { Card, type Said } from './SettingsCard.tsx';

/** How many copies are shown before the person asks for all. */
const SHOWN = 7;

/** The copies of the workspace: one more now, where it is open, or a workspace of any of them in a new folder; where it is closed because it is damaged, the newest sound copy is what the person is there for. */
export function BackupsCard({ closed = false, listed }: { readonly closed?: boolean; /** As they were listed with the rest of the screen. */ readonly listed?: Result<readonly BackupCopy[], Failure> }) {
  const t = useText();
  const print = useSaid();
  const store = useBackups(listed);
  const { copies, damaged, read, said, restored } = useStore(store);
  const { make, check, restore, enter } = store;
  const [all, setAll] = useState(false);
  const advised = closed && restored === null ? copies?.find(({ name, checked }) => checked && !damaged.includes(name))?.name : undefined;
  return (
    <Card title={t('backups.title')} said={said && print(said)}>
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

function useBackups(listed: Result<readonly BackupCopy[], Failure> | undefined): BackupsStore {
  const { bridge, closing, status, service } = useProgram();
  const [store] = useState(() => {
    const made = createBackups({ bridge, run: status.getState().run, closing, openRestored: service.getState().openRestored });
    if (listed) made.setState(listed.ok ? { copies: listed.value } : { said: { kind: 'failed', failure: listed.error } });
    return made;
  });
  useEffect(() => { if (listed === undefined) void store.load(); }, [store, listed]);
  return store;
}

function useSaid(): (said: BackupsSaid) => Said {
  const t = useText();
  const sentence = useSentence();
  return (said) => {
    switch (said.kind) {
      case 'made': return { tone: 'good', text: t('backups.made') };
      case 'sound': return { tone: 'good', text: t('backups.allSound', { count: said.count }) };
      case 'damaged': return { tone: 'error', text: t('backups.someDamaged', { count: said.count }) };
      case 'not-made': return { tone: 'error', text: `${t('backups.notMade')} ${sentence(said.failure)}` };
      case 'failed': return { tone: 'error', text: sentence(said.failure) };
    }
  };
}
