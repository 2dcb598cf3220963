import { useEffect, useRef } from 'react';
import { useLanguage, useText } from '../../text/text.tsx';
import { createPause, windowTimers } from '../../ui/pause.ts';
import { STATUS } from '../../ui/said.ts';
import { pathAtCursor } from '../fill/place.ts';
import { ANYTHING } from '../fill/paths.ts';
import { useFill } from '../fill/use.ts';
import { messageOf } from './question/message.ts';

/** How long the keys rest before a finding is read out, in ms: nobody is to be talked into the middle of a number. */
const REST = 700;

/**
 * Reads out what is found at the field in which the cursor stands when a key changes it, once the keys rest, and what was found at a field in a cell of a table the cursor
 * comes to, which stands round the field and not in its description; a note on the cell too. All else a screen reader reads by itself, as the description of what the cursor
 * comes to. Nothing is painted.
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
    let known = { path: pathAtCursor(), field: document.activeElement, text: foundAt(pathAtCursor()) };
    const say = (text: string) => { if (place.current) place.current.textContent = text; };
    const look = () => {
      const path = pathAtCursor();
      const text = foundAt(path);
      // A line of a table that becomes a row gives its field a path; the field stays the same.
      const stays = path === known.path || document.activeElement === known.field;
      if (stays && text !== known.text) say(text === '' ? t('findings.gone') : text);
      known = { path, field: document.activeElement, text };
    };
    const arrive = () => {
      const path = pathAtCursor();
      known = { ...known, field: document.activeElement };
      if (path === known.path) return;
      known = { path, field: document.activeElement, text: foundAt(path) };
      const cell = document.activeElement?.closest('[role=gridcell]');
      say(cell ? [...(cell === document.activeElement ? [] : [known.text]), notedAt(path)].filter(Boolean).join(' ') : '');
    };
    const rest = createPause(look, windowTimers);
    const stop = fill.paths.subscribe(ANYTHING, () => rest.until(REST));
    window.addEventListener('focusin', arrive);
    return () => {
      stop();
      rest.end();
      window.removeEventListener('focusin', arrive);
    };
  }, [fill, session, t, language]);
  return <p className="hidden-visually form-spoken" {...STATUS} ref={place} />;
}
