import { useEffect, useRef } from 'react';
import { useLanguage, useText } from '../../text/text.tsx';
import { createPause, windowTimers } from '../../ui/pause.ts';
import { STATUS } from '../../ui/said.ts';
import { pathAtCursor } from '../fill/place.ts';
import { ANYTHING } from '../fill/paths.ts';
import { useFill } from '../fill/use.ts';
import { calledBy, hintsAt, isArrivedInSilence, lineOfCell, placeAt } from './heard.ts';
import { messageOf } from './question/message.ts';

/** How long the keys rest before a finding is read out, in ms: nobody is to be talked into the middle of a number. */
const REST = 700;

/**
 * Reads out what is found at the field in which the cursor stands when a key changes it, once the keys rest; of what the cursor comes to, what a screen reader does not read
 * by itself: what was found at a field in a cell of a table and noted there, which stand round the field and not in its description, what the form says before it and asks
 * nothing ({@link hintsAt}), and all of the field where it is reached in silence ({@link isArrivedInSilence}). Nothing is painted.
 */
export function Spoken() {
  const t = useText();
  const language = useLanguage();
  const { fill, session } = useFill();
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    const foundAt = (path: string | null): string => {
      const [worst, ...more] = path === null ? [] : fill.findingsAt(path);
      if (!worst) return '';
      const level = worst.justification === undefined ? t(`findings.${worst.level}`) : t('findings.justified');
      return [`${level}: ${messageOf(worst, language)}`, ...(more.length > 0 ? [t('findings.more', { count: more.length + 1 })] : [])].join(' ');
    };
    const notedAt = (path: string | null): string => {
      const text = path === null ? undefined : session.notes().get(path);
      return text === undefined ? '' : t('note.at', { text });
    };
    /** All of a field: its line or row and its column in a table, elsewhere its question. */
    const callOf = (field: Element): string => {
      const cell = field.closest<HTMLElement>('[role=gridcell]');
      const row = cell && (lineOfCell(cell) || t('rows.at', { row: Number(cell.dataset['row']) + 1 }));
      return [...(row ? [`${row}.`] : []), calledBy(field, t('form.required'))].join(' ');
    };
    let known = { path: pathAtCursor(), field: document.activeElement, place: null as Element | null, text: foundAt(pathAtCursor()) };
    let key: string | null = null;
    const say = (text: string) => { if (place.current) place.current.textContent = text; };
    const look = () => {
      const path = pathAtCursor();
      const text = foundAt(path);
      // A line of a table that becomes a row gives its field a path; the field stays the same.
      const stays = path === known.path || document.activeElement === known.field;
      if (stays && text !== known.text) say(text === '' ? t('findings.gone') : text);
      known = { ...known, path, field: document.activeElement, text };
    };
    const arrive = () => {
      const { path: from, place: before } = known;
      const field = document.activeElement;
      const path = pathAtCursor();
      const place = placeAt(field);
      known = { path, field, place, text: path === from ? known.text : foundAt(path) };
      const silent = place !== null && isArrivedInSilence(field, key, navigator.userAgent);
      // What is said next may be the same words again: they are new once nothing has stood there.
      if (path === from && !silent && place === before) return say('');
      const cell = field?.closest('[role=gridcell]') ?? null;
      const inCell = cell === null ? [] : [cell === field && !cell.hasAttribute('aria-describedby') ? '' : known.text, notedAt(path)];
      say([silent && field ? callOf(field) : '', place === before ? '' : hintsAt(place), ...inCell].filter(Boolean).join(' '));
    };
    const onKey = (event: KeyboardEvent) => { key = event.key; };
    const onPointer = () => { key = null; };
    const rest = createPause(look, windowTimers);
    const stop = fill.paths.subscribe(ANYTHING, () => rest.until(REST));
    window.addEventListener('focusin', arrive);
    window.addEventListener('keydown', onKey, true);
    window.addEventListener('pointerdown', onPointer, true);
    return () => {
      stop();
      rest.end();
      window.removeEventListener('focusin', arrive);
      window.removeEventListener('keydown', onKey, true);
      window.removeEventListener('pointerdown', onPointer, true);
    };
  }, [fill, session, t, language]);
  return <p className="hidden-visually form-spoken" {...STATUS} ref={place} />;
}
