import type { Failure } from '../../../shared/base/failure.ts';
import { useSentence } from '../../text/sentence.ts';
import { useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { FolderOpen } from '../../ui/icon/icons.tsx';
import { LanguageSwitch } from '../frame/LanguageSwitch.tsx';
import { JobProgress } from '../frame/StatusLine.tsx';
import { useService } from '../program.tsx';
import { BackupsCard } from '../settings/BackupsCard.tsx';
import './first-run.css';

/** What the sentence of a failure tells the person to do, where that is not to try again; a newer program has no button here. */
const ADVISED: Readonly<Record<string, 'restore' | 'other' | 'update'>> = {
  'workspace-damaged': 'restore', 'not-a-workspace': 'other', 'path-too-long': 'other', 'workspace-newer': 'update',
};

/** The workspace is there and cannot be opened: why, and what can be done. The act that the sentence advises is the first one. */
export function StartFailed({ folder, failure }: { readonly folder: string; readonly failure: Failure }) {
  const t = useText();
  const sentence = useSentence();
  const start = useService((state) => state.start);
  const openWorkspace = useService((state) => state.openWorkspace);
  const advised = ADVISED[failure.code] ?? 'retry';
  return (
    <div className="first">
      <header className="first-head"><strong>{t('app.name')}</strong><LanguageSwitch /></header>
      <main className="first-body">
        <h1>{t('start.failed')}</h1>
        <Banner tone="error">{sentence(failure)}</Banner>
        {folder && <p className="soft">{t('start.folder', { folder })}</p>}
        <div className="row">
          <Button look={advised === 'retry' ? 'primary' : 'plain'} autoFocus={advised !== 'other'} onPress={() => void start()}>{t('ui.retry')}</Button>
          <Button look={advised === 'other' ? 'primary' : 'plain'} autoFocus={advised === 'other'} icon={<FolderOpen />} onPress={() => void openWorkspace()}>{t('start.other')}</Button>
          <JobProgress />
        </div>
        {advised === 'restore' && <BackupsCard closed />}
      </main>
    </div>
  );
}
