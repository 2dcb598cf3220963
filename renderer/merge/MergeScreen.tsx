import { useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useBridge, useStatus, useWorkspace } from '../service/program.tsx';
import { useText } from '../text/text.tsx';
import { ExpiryWatch } from '../trust/ExpiryBanner.tsx';
import { Button } from '../ui/Button.tsx';
import { useDrop } from '../ui/drop.ts';
import { FileInput, FolderInput } from '../ui/icon/icons.tsx';
import { Filters } from '../ui/list/Filters.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { DeskTab } from './desk/DeskTab.tsx';
import { ChecksTab } from './jobs/ChecksTab.tsx';
import { SyncTab } from './jobs/SyncTab.tsx';
import { TablesTab } from './jobs/TablesTab.tsx';
import { createJournalStore, type JournalState } from './journal/journal.ts';
import { JournalTab } from './journal/JournalTab.tsx';
import { QuarantineTab } from './journal/QuarantineTab.tsx';
import { useChecks, useDesk, useSync, useTables } from './stores.ts';
import './merge.css';

type Tab = 'desk' | 'journal' | 'quarantine' | 'checks' | 'sync' | 'tables';

/** The place where bundles come in, and the record of those that came. */
export function MergeScreen() {
  const t = useText();
  const bridge = useBridge();
  const { role } = useWorkspace();
  const desk = useDesk();
  const sync = useSync();
  const tables = useTables();
  const checks = useChecks();
  const runJob = useStatus((state) => state.run);
  const [journal] = useState(() => createJournalStore(bridge, runJob));
  const [tab, setTab] = useState<Tab>('desk');
  const known = useStore(journal);
  const phase = useStore(desk, (state) => state.desk.kind);
  const over = useDrop(useCallback((files: readonly File[]) => {
    setTab('desk');
    void desk.drop(files);
  }, [desk]));
  const busy = phase === 'verifying' || phase === 'merging';
  const synced = useStore(sync, (state) => state.work.kind === 'done');
  useEffect(() => {
    if (phase === 'empty' || phase === 'merged') void journal.load();
  }, [journal, phase, synced]);
  const loaded = known.kind === 'ready' ? known.runs : null;
  useEffect(() => {
    if (tab !== 'journal' || loaded === null) return;
    void journal.readState();
    return journal.leave;
  }, [journal, tab, loaded]);
  const count = (which: 'bundles' | 'quarantine') => (known.kind === 'ready' ? known[which].length : undefined);
  return (
    <div className="screen">
      <header className="screen-head">
        <h1>{t('merge.title')}</h1>
        <Filters label={t('merge.tabs')} value={tab} onChange={setTab} items={[
          { id: 'desk', label: t('merge.tab.desk') },
          { id: 'journal', label: t('merge.tab.journal'), count: count('bundles') },
          { id: 'quarantine', label: t('merge.tab.quarantine'), count: count('quarantine') },
          ...(role === 'commission' ? [{ id: 'checks', label: t('merge.tab.checks') }, { id: 'sync', label: t('merge.tab.sync') }, { id: 'tables', label: t('merge.tab.tables') }] as const : []),
        ]} />
        {tab === 'desk' && (phase === 'preview' || phase === 'merged') && (
          <>
            <Button icon={<FileInput />} onPress={() => void desk.pick()}>{t('merge.pickMore')}</Button>
            <Button icon={<FolderInput />} onPress={() => void desk.pickFolder()} aria-label={t('desk.pickFolder')}>{t('desk.folder')}</Button>
          </>
        )}
      </header>
      <div className="screen-body" role="region" aria-label={t(`merge.tab.${tab}`)} tabIndex={tab === 'journal' || tab === 'quarantine' ? 0 : undefined}>
        {tab === 'desk' && <ExpiryWatch />}
        {tab === 'desk' && <DeskTab store={desk} />}
        {tab === 'checks' && <ChecksTab store={checks} />}
        {tab === 'sync' && <SyncTab store={sync} />}
        {tab === 'tables' && <TablesTab store={tables} />}
        {(tab === 'journal' || tab === 'quarantine') && <Known journal={known} tab={tab} onRetry={() => void journal.load()} onReadState={() => void journal.readState()} />}
      </div>
      {over && <p className="desk-drop">{t(busy ? 'desk.dropBusy' : 'desk.drop')}</p>}
    </div>
  );
}

function Known({ journal, tab, onRetry, onReadState }: { readonly journal: JournalState; readonly tab: 'journal' | 'quarantine'; readonly onRetry: () => void; readonly onReadState: () => void }) {
  switch (journal.kind) {
    case 'loading':
    case 'failed': return <Waiting for={journal} retry={onRetry} />;
    case 'ready': return tab === 'journal' ? <JournalTab runs={journal.runs} bundles={journal.bundles} state={journal.state} onReadState={onReadState} onChange={onRetry} /> : <QuarantineTab entries={journal.quarantine} />;
  }
}
