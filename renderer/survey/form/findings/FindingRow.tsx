import { memo, useState } from 'react';
import type { Finding } from '../../../../shared/survey/findings.ts';
import type { Path } from '../../../../shared/survey/response.ts';
import type { Session } from '../../../../shared/survey/session.ts';
import { useLanguage, useText } from '../../../text/text.tsx';
import { Button } from '../../../ui/Button.tsx';
import { TextArea } from '../../../ui/field/inputs.tsx';
import { CircleX, Info, MessageSquareText, Reply, TriangleAlert } from '../../../ui/icon/icons.tsx';
import { placeOfFinding } from '../../fill/place.ts';
import { isComment } from '../../fill/review.ts';
import { rowsAsShown } from '../../fill/table.ts';
import { useFill } from '../../fill/use.ts';
import { numbersOf, sectionOf, textIn, type Section } from '../../outline.ts';
import { messageOf } from '../question/message.ts';

const ICONS = { error: CircleX, warning: TriangleAlert, info: Info } as const;

interface FindingRowProps {
  /** What names it among all of the form. */
  readonly name: string;
  readonly finding: Finding;
  readonly sections: readonly Section[];
  /** The number of its row; empty outside of tables. */
  readonly row: string;
  /** Its justification is being written. */
  readonly writing: boolean;
  readonly onWrite: (name: string, on: boolean) => void;
  readonly onJump: (finding: Finding) => void;
}

/** One finding: level, section, row, column, what it says; a warning is justified, a comment replied to in place. Repaints when it is another finding. */
export const FindingRow = memo(function FindingRow({ name, finding, sections, row, writing, onWrite, onJump }: FindingRowProps) {
  const t = useText();
  const language = useLanguage();
  const { fill, session, locked } = useFill();
  const Icon = ICONS[finding.level];
  const path = finding.paths[0];
  const section = path === undefined ? undefined : sectionOf(sections, path);
  const comment = isComment(finding);
  const settled = finding.justification !== undefined && !comment;
  return (
    <>
      <button type="button" className="finding-line" onClick={() => onJump(finding)}>
        <span className="finding-level"><Icon />{settled ? t('findings.justified') : t(`findings.${finding.level}`)}</span>
        <span className="finding-section" title={textIn(section?.label, language)}>{section?.name}</span>
        <span className="finding-row">{row}</span>
        <span className="finding-names">{numbersOf(session.form, finding.paths)}</span>
        <span className="finding-text">{messageOf(finding, language)}{finding.justification !== undefined && !writing && <span className="soft"> – {comment ? t('findings.replied', { text: finding.justification }) : finding.justification}</span>}</span>
      </button>
      {(comment || (finding.level === 'warning' && !locked)) && !writing && (
        <WriteButton name={name} comment={comment} onWrite={onWrite} />
      )}
      {writing && <Justification finding={finding} onDone={() => {
        onWrite(name, false);
        fill.jumpTo(placeOfFinding(session, finding));
      }} />}
    </>
  );
});

/** Opens the field beneath the finding; it stays as it is while the finding says something else. */
const WriteButton = memo(function WriteButton({ name, comment, onWrite }: { readonly name: string; readonly comment: boolean; readonly onWrite: FindingRowProps['onWrite'] }) {
  const t = useText();
  return <Button small look="quiet" icon={comment ? <Reply /> : <MessageSquareText />} onPress={() => onWrite(name, true)}>{t(comment ? 'findings.reply' : 'findings.justify')}</Button>;
});

/** What is written to a warning, or to a comment of the Commission. */
function Justification({ finding, onDone }: { readonly finding: Finding; readonly onDone: () => void }) {
  const t = useText();
  const { fill } = useFill();
  const [text, setText] = useState(finding.justification ?? '');
  const comment = isComment(finding);
  const save = () => {
    if (comment) void fill.reply(finding.paths[0] ?? '/', text);
    else fill.justify(finding, text);
    onDone();
  };
  return (
    <div className="finding-justification">
      <TextArea aria-label={t(comment ? 'findings.replyText' : 'findings.justification')} placeholder={t(comment ? 'findings.replyHint' : 'findings.justificationHint')} value={text} onChange={setText} rows={2} autoFocus
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone();
          else if (event.key === 'Enter' && event.ctrlKey) save();
          else return;
          event.preventDefault();
        }} />
      <Button small look="primary" onPress={save}>{t('ui.save')}</Button>
      <Button small onPress={onDone}>{t('ui.cancel')}</Button>
    </div>
  );
}

/** The number of the row as its table shows it, from the outermost table inwards. */
export function rowNumber(session: Session, path: Path): string {
  return [...path.matchAll(/\[([a-z0-9]+)\]/g)].map((match) => rowsAsShown(session, path.slice(0, match.index)).indexOf(match[1] as string) + 1).join('.');
}
