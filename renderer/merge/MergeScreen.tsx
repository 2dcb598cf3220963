import { FileInput } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useBridge } from '../service/program.tsx';
import { useSentence } from '../text/sentence.ts';
import { useText } from '../text/text.tsx';
import { ExpiryWatch } from '../trust/ExpiryBanner.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Filters } from '../ui/Filters.tsx';
import { DeskTab } from './DeskTab.tsx';
import { createJournalStore, type JournalState } from './journal.ts';
import { JournalTab } from './JournalTab.tsx';
import { QuarantineTab } from './QuarantineTab.tsx';
import { useDesk } from './stores.ts';
import './merge.css';

type Tab = 'desk' | 'journal' | 'quarantine';

/** The place where bundles come in, and the record of those that came. */
export function MergeScreen() {
  const t = useText();
  const bridge = useBridge();
  const desk = useDesk();
  const [journal] = useState(() => createJournalStore(bridge));
  const [tab, setTab] = useState<Tab>('desk');
  const known = useStore(journal);
  const phase = useStore(desk, (state) => state.desk.kind);
  useEffect(() => {
    if (phase === 'empty' || phase === 'merged') void journal.load();
  }, [journal, phase]);
  const count = (which: 'bundles' | 'quarantine') => (known.kind === 'ready' ? known[which].length : undefined);
  return (
    <div className="screen">
      <header className="screen-head">
        <h1>{t('merge.title')}</h1>
        <Filters label={t('merge.tabs')} value={tab} onChange={setTab} items={[
          { id: 'desk', label: t('merge.tab.desk') },
          { id: 'journal', label: t('merge.tab.journal'), count: count('bundles') },
          { id: 'quarantine', label: t('merge.tab.quarantine'), count: count('quarantine') },
        ]} />
        {tab === 'desk' && (phase === 'preview' || phase === 'merged') && (
          <Button icon={<FileInput aria-hidden />} onPress={() => void desk.pick()}>{t('merge.pickMore')}</Button>
        )}
      </header>
      <div className="screen-body" role="region" aria-label={t(`merge.tab.${tab}`)} tabIndex={tab === 'desk' ? undefined : 0}>
        {tab === 'desk' && <ExpiryWatch />}
        {tab === 'desk' ? <DeskTab store={desk} /> : <Known journal={known} tab={tab} onRetry={() => void journal.load()} />}
      </div>
    </div>
  );
}

function Known({ journal, tab, onRetry }: { readonly journal: JournalState; readonly tab: 'journal' | 'quarantine'; readonly onRetry: () => void }) {
  const t = useText();
  const sentence = useSentence();
  switch (journal.kind) {
    case 'loading': return <p className="soft">{t('ui.loading')}</p>;
    case 'failed': return <Banner tone="error" actions={<Button onPress={onRetry}>{t('ui.retry')}</Button>}>{sentence(journal.failure)}</Banner>;
    case 'ready': return tab === 'journal' ? <JournalTab bundles={journal.bundles} state={journal.state} /> : <QuarantineTab entries={journal.quarantine} />;
  }
}
