import { useCallback, useEffect, useState } from 'react';
import type { BackupCopy } from '../../../shared/ipc/service.ts';
import { useSentence } from '../../text/sentence.ts';
import { useText } from '../../text/text.tsx';
import { useBridge, useProgram, useService, useStatus } from '../program.tsx';
import type { Said } from './SettingsCard.tsx';

export interface Backups {
  /** Null while they are being listed. */
  readonly copies: readonly BackupCopy[] | null;
  /** Names of those that were found damaged. */
  readonly damaged: readonly string[];
  /** Names of those that were read again while this was open. */
  readonly read: readonly string[];
  readonly said: Said;
  /** The workspace that was made of a copy last. */
  readonly restored: { readonly folder: string; readonly ticket: string } | null;
  readonly make: () => Promise<void>;
  /** Reads all copies again. */
  readonly check: () => Promise<void>;
  /** Makes a workspace of the copy in a folder that the person chooses. */
  readonly restore: (name: string) => Promise<void>;
  readonly enter: (ticket: string) => Promise<void>;
}

/** The copies of the workspace and what is done with them, one act at a time; what came of the last is said. */
export function useBackups(): Backups {
  const t = useText();
  const sentence = useSentence();
  const bridge = useBridge();
  const { closing } = useProgram();
  const run = useStatus((state) => state.run);
  const openRestored = useService((state) => state.openRestored);
  const [copies, setCopies] = useState<Backups['copies']>(null);
  const [damaged, setDamaged] = useState<Backups['damaged']>([]);
  const [read, setRead] = useState<Backups['read']>([]);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Said>(null);
  const [restored, setRestored] = useState<Backups['restored']>(null);
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
  return {
    copies, damaged, read, said, restored,
    make: () => act(async () => {
      const answer = await run((job) => bridge.call('service.backUp', { job }));
      return answer.ok ? { tone: 'good', text: t('backups.made') } : { tone: 'error', text: `${t('backups.notMade')} ${sentence(answer.error)}` };
    }),
    check: () => act(async () => {
      const answer = await run((job) => bridge.call('service.checkBackups', { job }));
      if (!answer.ok) return { tone: 'error', text: sentence(answer.error) };
      setDamaged(answer.value);
      setRead(copies?.map(({ name }) => name) ?? []);
      return answer.value.length > 0 ? { tone: 'error', text: t('backups.someDamaged', { count: answer.value.length }) } : { tone: 'good', text: t('backups.allSound', { count: copies?.length ?? 0 }) };
    }),
    restore: (name) => act(async () => {
      const answer = await run((job) => bridge.call('service.restoreBackup', { job, name }));
      if (!answer.ok) {
        if (answer.error.code === 'copy-damaged') setDamaged((known) => [...known, name]);
        return { tone: 'error', text: sentence(answer.error) };
      }
      setRestored(answer.value);
      return null;
    }),
    enter: async (ticket) => {
      const failure = await openRestored(ticket);
      if (failure) setSaid({ tone: 'error', text: sentence(failure) });
    },
  };
}
