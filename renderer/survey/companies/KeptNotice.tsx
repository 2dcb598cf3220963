import { useEffect, useState } from 'react';
import type { ValueOf } from '../../../shared/ipc/api.ts';
import { useBridge, useGo, useProgram } from '../../service/program.tsx';
import { useLanguage, useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { printSavedAt } from '../../ui/field/dates.ts';

/** How many drafts are named. */
const NAMED = 3;

/** After a sitting that was cut off: in which forms something was entered in it, and the way to the last answer of each. Stays until it has been read. */
export function KeptNotice({ onRead }: { readonly onRead: () => void }) {
  const t = useText();
  const language = useLanguage();
  const bridge = useBridge();
  const { go } = useGo();
  const { now } = useProgram();
  const [drafts, setDrafts] = useState<ValueOf<'survey.kept'>>([]);
  useEffect(() => {
    let wanted = true;
    void bridge.call('survey.kept', undefined).then((answer) => { if (wanted && answer.ok) setDrafts(answer.value); });
    return () => { wanted = false; };
  }, [bridge]);
  if (drafts.length === 0) return null;
  const read = () => {
    setDrafts([]);
    onRead();
    void bridge.call('survey.keptRead', undefined);
  };
  return (
    <div className="companies-kept">
      <Banner tone="info" title={t('kept.title')} actions={<Button small onPress={read}>{t('kept.read')}</Button>}>
        {t('kept.list', { count: drafts.length })}
        <div className="row">
          {drafts.slice(0, NAMED).map(({ entity, name, count, path, at }) => (
            <Button small look="quiet" key={entity} onPress={() => go({ kind: 'form', entity, path })}>{t('kept.draft', { name: name || t('companies.noName'), count, time: printSavedAt(language, at, now()) })}</Button>
          ))}
          {drafts.length > NAMED && <span className="note">{t('kept.more', { count: drafts.length - NAMED })}</span>}
        </div>
      </Banner>
    </div>
  );
}
