import { useCallback } from 'react';
import { NOTE, notePath } from '../../../../shared/survey/path.ts';
import type { Question } from '../../../../shared/survey/form.ts';
import type { Answer, Path } from '../../../../shared/survey/response.ts';
import { printAnswer } from '../../../../shared/text/answer.ts';
import { useBridge } from '../../../service/program.tsx';
import { useLanguage, useText } from '../../../text/text.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { printMoment } from '../../../ui/field/dates.ts';
import { Undo2 } from '../../../ui/icon/icons.tsx';
import { ALERT } from '../../../ui/said.ts';
import { useFill, useFillState } from '../../fill/use.ts';
import { textIn } from '../../outline.ts';
import { FieldRevisions } from './FieldRevisions.tsx';
import { useStored } from './stored.ts';

interface FieldHistoryProps {
  readonly path: Path;
  readonly question: Question;
  /** Goes to the rows that were taken away from the table that the field stands in. */
  readonly onRows?: (() => void) | undefined;
  readonly onClose: () => void;
}

/** Who entered what in a field and when; any earlier value becomes the answer again, and that can be undone like any other. */
export function FieldHistory({ path, question, onRows, onClose }: FieldHistoryProps) {
  const t = useText();
  const language = useLanguage();
  const bridge = useBridge();
  const { fill, session, locked } = useFill();
  const opened = useFillState(({ phase }) => (phase.kind === 'open' ? phase.opened : null));
  const { stored: changes, trouble } = useStored(useCallback((response: number) => bridge.call('survey.fieldHistory', { response, path }), [bridge, path]));

  const field = session.field(path);
  const choices = question.list === undefined ? [] : session.choices(path);
  const shown = (answer: Answer | null) => (answer === null ? '' : printAnswer(language, question, choices, answer)) || t('history.empty');
  /** A justification or a note as it was written. */
  const said = (rule: string, text: Answer | null) => (typeof text === 'string' ? text : rule === NOTE ? '' : t('history.empty'));
  const written = (rule: string, text: Answer | null) => {
    if (rule !== NOTE) return t('history.justified', { rule, text: said(rule, text) });
    return text === null ? t('history.unnoted') : t('history.noted', { text: said(rule, text) });
  };
  const canRestore = !locked && field.relevant && !field.readonly && question.type !== 'calculate';
  /** A note is written on what the program fills in too. */
  const mayAct = canRestore || (!locked && (changes?.some(({ rule }) => rule === NOTE) ?? false));
  const withReasons = changes?.some(({ reason }) => reason !== null) ?? false;
  const restore = (at: Path, value: Answer | null) => {
    fill.settle();
    fill.answer(at, value);
    fill.settle();
    onClose();
    fill.jumpTo(path);
  };
  return (
    <Dialog wide title={t('history.title', { place: `${question.name} ${textIn(question.label, language)}` })} onClose={onClose} actions={<>{onRows && <Button onPress={onRows}>{t('rows.gone')}</Button>}<Button look="primary" autoFocus onPress={onClose}>{t('ui.close')}</Button></>}>
      <p>{t('history.now')} <b>{shown(field.value)}</b></p>
      {session.last?.answers.has(path) && <p>{t('history.last', { round: session.last.round })} <b>{shown(session.last.answers.get(path) ?? null)}</b></p>}
      {trouble !== '' && <p {...ALERT}>{trouble}</p>}
      {changes?.length === 0 && <p className="soft">{t('history.none')}</p>}
      {changes !== null && changes.length > 0 && (
        <table className="plain-table field-history">
          <thead><tr><th>{t('history.at')}</th><th>{t('history.person')}</th><th>{t('history.before')}</th><th>{t('history.after')}</th>{withReasons && <th>{t('history.reason')}</th>}{mayAct && <th>{t('history.act')}</th>}</tr></thead>
          <tbody>
            {changes.map(({ at, person, before, after, reason, act, rule }, index) => (
              <tr key={index}>
                <td>{printMoment(language, at)}</td>
                <td>{person}</td>
                <td>{act ? '' : rule === undefined ? shown(before) : said(rule, before)}</td>
                <td>{act ? t(`history.act.${act}`) : rule === undefined ? shown(after) : written(rule, after)}</td>
                {withReasons && <td>{reason ?? ''}</td>}
                {mayAct && (
                  <td>
                    {!act && rule === undefined && canRestore && JSON.stringify(before) !== JSON.stringify(field.value) && (
                      <Button small icon={<Undo2 />} aria-label={t('history.restoreValue', { value: shown(before) })} onPress={() => restore(path, before)}>{t('history.restore')}</Button>
                    )}
                    {rule === NOTE && before !== (session.notes().get(path) ?? null) && (
                      <Button small icon={<Undo2 />} aria-label={t('history.restoreValue', { value: written(NOTE, before) })} onPress={() => restore(notePath(path), before)}>{t('history.restore')}</Button>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {opened && <FieldRevisions title={t('history.revisions')} entity={opened.entity} round={opened.round} path={path} shown={shown} />}
      {opened && session.last && <FieldRevisions title={t('history.revisionsOf', { round: session.last.round })} entity={opened.entity} round={session.last.round} path={path} shown={shown} />}
    </Dialog>
  );
}
