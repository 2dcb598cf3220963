import { useLayoutEffect, useRef, useState } from 'react';
import { Dialog, Popover } from 'react-aria-components';
import type { Question } from '../../../../shared/survey/form.ts';
import { notePath, templateOf } from '../../../../shared/survey/path.ts';
import type { Path } from '../../../../shared/survey/response.ts';
import { useLanguage, useText } from '../../../text/text.tsx';
import { Button } from '../../../ui/Button.tsx';
import { TextArea } from '../../../ui/field/inputs.tsx';
import { placeOnPage } from '../../fill/place.ts';
import { useFill, useFillState } from '../../fill/use.ts';
import { nodesOf, textIn } from '../../outline.ts';
import { rowNumber } from '../findings/FindingRow.tsx';

/** The note that somebody has asked for, over the form. */
export function NoteEditor() {
  const noting = useFillState((state) => state.noting);
  const { session } = useFill();
  if (noting === null || noting === 'all') return null;
  const question = nodesOf(session.form).get(templateOf(noting));
  return question?.kind === 'question' ? <OpenNote key={noting} path={noting} question={question} /> : null;
}

/**
 * The note on a question, beneath its field. It is kept as it is typed, like an answer: who leaves it, by Ctrl+Enter or to another place, has
 * written it; Esc puts back what stood there. Of a form that is only read it is read.
 */
function OpenNote({ path, question }: { readonly path: Path; readonly question: Question }) {
  const t = useText();
  const language = useLanguage();
  const { fill, session, locked } = useFill();
  const anchor = useRef(placeOnPage(path));
  const [text, setText] = useState(session.notes().get(path) ?? '');
  const field = useRef<HTMLTextAreaElement>(null);
  // Who comes back goes on where the text ends.
  useLayoutEffect(() => field.current?.setSelectionRange(field.current.value.length, field.current.value.length), []);
  const write = (typed: string) => {
    setText(typed);
    fill.answer(notePath(path), typed.trim() === '' ? null : typed);
  };
  const leave = (last = text) => {
    if (!locked && last.trim() !== (session.notes().get(path) ?? '')) write(last.trim());
    void fill.flush();
    fill.note(null);
  };
  const row = rowNumber(session, path);
  const place = `${question.number ?? question.name} ${textIn(question.label, language)}${row === '' ? '' : `, ${t('findings.row', { row })}`}`;
  return (
    <Popover className="popover note-editor" triggerRef={anchor} placement="bottom start" offset={2} isOpen isKeyboardDismissDisabled onOpenChange={(open) => { if (!open) leave(); }}>
      <Dialog className="note-box" aria-label={t('note.title', { place })}>
        <p className="note-place" title={place}>{t('note.title', { place })}</p>
        <div className="note-write" onKeyDown={(event) => {
          if (event.key === 'Escape') {
            if (!locked) fill.revert(notePath(path));
            fill.note(null);
          } else if (event.key === 'Enter' && event.ctrlKey) leave();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}>
          <TextArea autoFocus inputRef={field} readOnly={locked} aria-label={t('note.text')} placeholder={locked ? undefined : t('note.hint')} rows={4} value={text} onChange={write} />
          <p className="note">{t(question.personal ? 'note.apart' : 'note.travels')} {t(locked ? 'form.locked' : 'note.keys')}</p>
          <div className="row">
            <Button small look="primary" onPress={() => leave()}>{t(locked ? 'ui.close' : 'note.done')}</Button>
            {!locked && text.trim() !== '' && <Button small look="quiet" onPress={() => leave('')}>{t('note.remove')}</Button>}
          </div>
        </div>
      </Dialog>
    </Popover>
  );
}
