import { useCallback, useEffect, useState } from 'react';
import type { BackupCopy } from '../../../shared/ipc/service.ts';
import type { MessageId } from '../../text/messages.ts';
import { useSentence } from '../../text/sentence.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { printMoment } from '../../ui/field/dates.ts';
import { printSize } from '../../ui/field/numbers.ts';
import { ArchiveRestore, DatabaseBackup, FolderOpen, ShieldCheck } from '../../ui/icon/icons.tsx';
import { useBridge, useProgram, useService, useStatus } from '../program.tsx';
import { Card, type Said } from './SettingsCard.tsx';

/** How many copies are shown before the person asks for all. */
const SHOWN = 7;

/** The copies of the workspace: one more now, where it is open, or a workspace of any of them in a new folder; where it is closed because it is damaged, the newest sound copy is what the person is there for. */
export function BackupsCard({ closed = false }: { readonly closed?: boolean }) {
  const t = useText();
  const language = useLanguage();
  const sentence = useSentence();
  const bridge = useBridge();
  const { closing } = useProgram();
  const run = useStatus((state) => state.run);
  const openRestored = useService((state) => state.openRestored);
  const [copies, setCopies] = useState<readonly BackupCopy[] | null>(null);
  /** Names of those that were found damaged. */
  const [damaged, setDamaged] = useState<readonly string[]>([]);
  /** Names of those that were read again while this was open. */
  const [read, setRead] = useState<readonly string[]>([]);
  const [all, setAll] = useState(false);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Said>(null);
  const [restored, setRestored] = useState<{ readonly folder: string; readonly ticket: string } | null>(null);
  const load = useCallback(async () => {
    const answer = await bridge.call('service.backups', undefined);
    if (answer.ok) setCopies(answer.value);
    else setSaid({ tone: 'error', text: sentence(answer.error) });
  }, [bridge, sentence]);
  useEffect(() => { void load(); }, [load]);

  const act = async (work: () => Promise<Said>) => {
    if (busy) return;
    setBusy(true);
    setRestored(null);
    setSaid(null);
    await closing.run();
    setSaid(await work());
    await load();
    setBusy(false);
  };
  const make = () => act(async () => {
    const answer = await run((job) => bridge.call('service.backUp', { job }));
    return answer.ok ? { tone: 'good', text: t('backups.made') } : { tone: 'error', text: `${t('backups.notMade')} ${sentence(answer.error)}` };
  });
  const check = () => act(async () => {
    const answer = await run((job) => bridge.call('service.checkBackups', { job }));
    if (!answer.ok) return { tone: 'error', text: sentence(answer.error) };
    setDamaged(answer.value);
    setRead(copies?.map(({ name }) => name) ?? []);
    return answer.value.length > 0 ? { tone: 'error', text: t('backups.someDamaged', { count: answer.value.length }) } : { tone: 'good', text: t('backups.allSound', { count: copies?.length ?? 0 }) };
  });
  const restore = (name: string) => act(async () => {
    const answer = await run((job) => bridge.call('service.restoreBackup', { job, name }));
    if (!answer.ok) {
      if (answer.error.code === 'copy-damaged') setDamaged((known) => [...known, name]);
      return { tone: 'error', text: sentence(answer.error) };
    }
    setRestored(answer.value);
    return null;
  });
  const enter = async (ticket: string) => {
    const failure = await openRestored(ticket);
    if (failure) setSaid({ tone: 'error', text: sentence(failure) });
  };

  const advised = closed && restored === null ? copies?.find(({ name, checked }) => checked && !damaged.includes(name))?.name : undefined;
  return (
    <Card title={t('backups.title')} said={said}>
      <p className="soft">{t('backups.text')}</p>
      {copies?.length === 0 && <p className="soft">{t('backups.none')}</p>}
      {copies !== null && copies.length > 0 && (
        <table className="plain-table backups">
          <thead><tr><th>{t('backups.at')}</th><th>{t('backups.why')}</th><th className="table-end">{t('backups.size')}</th><th>{t('backups.checked')}</th><th className="table-end">{t('backups.actions')}</th></tr></thead>
          <tbody>
            {(all ? copies : copies.slice(0, SHOWN)).map(({ name, at, why, bytes, checked }) => (
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
      )}
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

const OCCASIONS = ['daily', 'by-hand', 'before-merge', 'before-undo', 'before-sync', 'before-restore', 'before-version', 'damaged'] as const;

function occasion(why: string): MessageId {
  return `backups.why.${OCCASIONS.find((known) => why.startsWith(known)) ?? 'by-hand'}`;
}
