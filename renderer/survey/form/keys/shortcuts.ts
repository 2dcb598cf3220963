import { useEffect } from 'react';
import { useProgram } from '../../../service/program.tsx';
import { isLayered } from '../../../ui/layer.ts';
import { pathAtCursor } from '../../fill/place.ts';
import { useFill } from '../../fill/use.ts';
import { sectionOf, type Section } from '../../outline.ts';

interface Acts {
  readonly toRequired: (backwards: boolean) => void;
  readonly showHistory: () => void;
  readonly showNote: () => void;
  readonly showNotes: () => void;
}

/** The keys of the form, wherever the cursor stands in the window; dialogs keep theirs. */
export function useShortcuts(sections: readonly Section[], { toRequired, showHistory, showNote, showNotes }: Acts): void {
  const { status } = useProgram();
  const { fill, session, locked } = useFill();
  useEffect(() => {
    const { getState: line } = status;
    const onKey = (event: KeyboardEvent) => {
      // Who types on has read what was said.
      if (event.key.length === 1 && !event.ctrlKey && line().said.text !== '') line().say('');
      if (!/^F[237]$/.test(event.key) && !event.ctrlKey) return;
      if (event.defaultPrevented || isLayered()) return;
      const backwards = event.shiftKey;
      const plain = event.ctrlKey && !event.altKey;
      if (event.key === 'F7') toRequired(backwards);
      else if (event.key === 'F3' && !event.altKey && session.last && !locked) confirm(event);
      else if (plain && event.code === 'KeyZ' && !isElsewhere(event)) (backwards ? fill.redo : fill.undo)();
      else if (plain && event.code === 'KeyY' && !isElsewhere(event)) fill.redo();
      else if (plain && event.code === 'KeyH') showHistory();
      else if (event.key === 'F2' && backwards && !event.ctrlKey && !event.altKey) showNote();
      else if (plain && event.code === 'KeyN') (event.shiftKey ? showNotes : showNote)();
      else if (plain && event.code === 'KeyS') void fill.saveNow();
      else return;
      event.preventDefault();
    };
    /** F3 confirms the field, with Shift its row, with Ctrl its section. */
    const confirm = (event: KeyboardEvent) => {
      const path = pathAtCursor() ?? '/';
      const row = path.includes('[') ? path.slice(0, path.lastIndexOf(']') + 1) : path;
      fill.confirm(event.ctrlKey ? sectionOf(sections, path)?.id ?? path : event.shiftKey ? row : path);
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [fill, session, locked, sections, showHistory, showNote, showNotes, toRequired, status]);
}

/** A text that is not an answer (a justification, a search) has its own way back. */
function isElsewhere({ target }: KeyboardEvent): boolean {
  return (target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement) && target.closest('[data-path]') === null;
}
