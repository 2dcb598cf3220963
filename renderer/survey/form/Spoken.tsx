import { useEffect, useRef } from 'react';
import { useLanguage, useText } from '../../text/text.tsx';
import { createPause, windowTimers } from '../../ui/pause.ts';
import { pathAtCursor } from '../fill/place.ts';
import { ANYTHING } from '../fill/paths.ts';
import { useFill } from '../fill/use.ts';
import { messageOf } from './question/message.ts';

/** How long the keys rest before a finding is read out, in ms: nobody is to be talked into the middle of a number. */
const REST = 700;

/**
 * Reads out what is found at the field in which the cursor stands when a key changes it, and what stands in a cell of a table the cursor comes to, its note too: a screen reader does
 * not look beside the field by itself. Nothing is painted.
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
    // A field outside of tables names what was found beside it when the cursor comes.
    const arrive = () => {
      const path = pathAtCursor();
      known = { ...known, field: document.activeElement };
      if (path === known.path) return;
      known = { path, field: document.activeElement, text: foundAt(path) };
      say(document.activeElement?.closest('[role=gridcell]') ? [known.text, notedAt(path)].filter(Boolean).join(' ') : '');
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
  return <p className="hidden-visually form-spoken" role="status" ref={place} />;
}
