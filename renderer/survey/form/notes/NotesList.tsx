import { useCallback, useMemo, type KeyboardEvent } from 'react';
import type { FieldNote } from '../../../../shared/ipc/survey.ts';
import { templateOf } from '../../../../shared/survey/path.ts';
import type { Path } from '../../../../shared/survey/response.ts';
import { useBridge } from '../../../service/program.tsx';
import { useLanguage, useText } from '../../../text/text.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { printMoment } from '../../../ui/field/dates.ts';
import { ALERT } from '../../../ui/said.ts';
import { orderOf } from '../../fill/place.ts';
import { lostRow } from '../../fill/table.ts';
import { useFill, useFillState } from '../../fill/use.ts';
import { nodesOf, sectionOf, textIn, type Section } from '../../outline.ts';
import { rowNumber } from '../findings/FindingRow.tsx';
import { useStored } from '../past/stored.ts';

/** Every note of the form in its order: where, what, who and when. Enter goes to the field, arrows through the list. */
export function NotesList({ sections }: { readonly sections: readonly Section[] }) {
  const noting = useFillState((state) => state.noting);
  return noting === 'all' ? <OpenList sections={sections} /> : null;
}

function OpenList({ sections }: { readonly sections: readonly Section[] }) {
  const t = useText();
  const language = useLanguage();
  const bridge = useBridge();
  const { fill, session } = useFill();
  const { stored: found, trouble } = useStored(useCallback((response: number) => bridge.call('survey.notes', { response }), [bridge]));
  const notes = useMemo(() => {
    const order = orderOf(session);
    const placeOf = ({ path }: FieldNote) => order.get(path) ?? order.size;
    return found?.toSorted((one, two) => placeOf(one) - placeOf(two)) ?? null;
  }, [session, found]);
  const close = () => fill.note(null);
  const jump = (path: Path) => {
    close();
    if (isThere(path)) fill.goTo(templateOf(path), null, path);
    else fill.jumpTo(path);
  };
  const isThere = (path: Path) => lostRow(session, path) === null;
  return (
    <Dialog wide title={t('notes.title')} onClose={close} actions={<Button look="primary" autoFocus={notes?.length === 0} onPress={close}>{t('ui.close')}</Button>}>
      {trouble !== '' && <p {...ALERT}>{trouble}</p>}
      {notes?.length === 0 && <p className="soft">{t('notes.none')}</p>}
      {notes !== null && notes.length > 0 && (
        <table className="plain-table notes-list" onKeyDown={walk}>
          <thead><tr><th>{t('findings.section')}</th><th>{t('findings.rowHead')}</th><th>{t('notes.question')}</th><th>{t('notes.text')}</th><th>{t('history.person')}</th><th>{t('history.at')}</th></tr></thead>
          <tbody>
            {notes.map(({ path, text, person, at }, index) => {
              const node = nodesOf(session.form).get(templateOf(path));
              const section = sectionOf(sections, path);
              return (
                <tr key={path}>
                  <td title={textIn(section?.label, language)}>{section?.name}</td>
                  <td>{isThere(path) && rowNumber(session, path)}</td>
                  <td><button type="button" className="notes-place" autoFocus={index === 0} onClick={() => jump(path)}>{node?.number ?? node?.name} {textIn(node?.label, language)}</button></td>
                  <td className="notes-text">{text}{!(isThere(path) && session.field(path).relevant) && <span className="soft"> ({t('notes.off')})</span>}</td>
                  <td>{person}</td>
                  <td>{at !== null && printMoment(language, at)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </Dialog>
  );
}

/** Up and down from note to note. */
function walk(event: KeyboardEvent<HTMLTableElement>): void {
  const places = [...event.currentTarget.querySelectorAll<HTMLElement>('.notes-place')];
  const at = places.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: places.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  places[Math.max(0, Math.min(places.length - 1, to))]?.focus();
}
