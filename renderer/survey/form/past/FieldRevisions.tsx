import { useEffect, useState } from 'react';
import type { HistoryEntry } from '../../../../shared/ipc/merge.ts';
import type { Answer, Path } from '../../../../shared/survey/response.ts';
import { useBridge } from '../../../service/program.tsx';
import { useLanguage, useText } from '../../../text/text.tsx';
import { printMoment } from '../../../ui/field/dates.ts';
import { ShortHash } from '../../../ui/Hash.tsx';

interface FieldRevisionsProps {
  readonly title: string;
  readonly entity: string;
  readonly round: string;
  readonly path: Path;
  readonly shown: (answer: Answer | null) => string;
}

/** Which revisions have stated the answer, whose they are and in which bundle they left or came (M10); nothing while it is a draft that was never completed. */
export function FieldRevisions({ title, entity, round, path, shown }: FieldRevisionsProps) {
  const t = useText();
  const language = useLanguage();
  const bridge = useBridge();
  const [entries, setEntries] = useState<readonly HistoryEntry[]>([]);
  useEffect(() => {
    let left = false;
    void bridge.call('merge.history', { entity, path, round }).then((answer) => {
      if (!left && answer.ok) setEntries(answer.value);
    });
    return () => { left = true; };
  }, [bridge, entity, path, round]);

  const lines = entries.flatMap((entry) => entry.changes.filter((change) => change.path === path).map(({ after }) => ({ entry, after })));
  if (lines.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <table className="plain-table field-history">
        <thead><tr><th>{t('history.at')}</th><th>{t('history.person')}</th><th>{t('history.stated')}</th><th>{t('history.bundle')}</th><th>{t('origin.revision')}</th></tr></thead>
        <tbody>
          {lines.toReversed().map(({ entry, after }) => (
            <tr key={entry.revision}>
              <td>{printMoment(language, entry.claimedAt)}</td>
              <td>{[entry.person, entry.signer?.body].filter(Boolean).join(', ')}</td>
              <td>{shown(after)}</td>
              <td>{entry.bundle ? t('history.inBundle', { file: entry.bundle.fileName, seq: entry.bundle.seq }) : t('review.unsent')}</td>
              <td><ShortHash value={entry.revision} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
