import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { templateOf } from '../../../../shared/survey/path.ts';
import type { Path } from '../../../../shared/survey/response.ts';
import type { Offer } from '../../../service/desk.ts';
import { useProgram } from '../../../service/program.tsx';
import { useLanguage, useText } from '../../../text/text.tsx';
import { isRound, nextToAnswer, pathAtCursor } from '../../fill/place.ts';
import { useFill, useFillState } from '../../fill/use.ts';
import { nodesOf, numbersOf, textIn, type Section } from '../../outline.ts';
import { NoteEditor } from '../notes/NoteEditor.tsx';
import { NotesList } from '../notes/NotesList.tsx';
import { PastOf, pastOfField, pastOfTable, type Past } from '../past/past.tsx';
import { useCommands } from './commands.ts';
import { useFieldSearch } from './fieldSearch.ts';
import { useShortcuts } from './shortcuts.ts';

/** The keys of the whole form (undo, redo, next empty question) and what the palette and the sheet of keys know of it. What became of them the status line says. */
export function FormKeys({ sections }: { readonly sections: readonly Section[] }) {
  const { desk } = useProgram();
  const { session, only } = useFill();
  const stood = useStood();
  const [past, setPast] = useState<Past | null>(null);
  const lookBack = useCallback((pastOf: typeof pastOfField) => {
    const path = pathAtCursor() ?? stood.current;
    // Who enters a second time must not see what was entered first.
    if (path !== null && !only) setPast(pastOf(session, path));
  }, [session, only, stood]);
  const showHistory = useCallback(() => lookBack(pastOfField), [lookBack]);
  const showRows = useCallback(() => lookBack(pastOfTable), [lookBack]);
  const { showNote, showNotes } = useNotes(stood);
  const toRequired = useRequired(sections);
  const commands = useCommands(sections, { toRequired, showHistory, showRows, showNote, showNotes });
  const fields = useFieldSearch(sections, stood);
  const about = useAbout();
  useEffect(() => desk.getState().offer({ commands, fields, about }), [desk, commands, fields, about]);
  useShortcuts(sections, { toRequired, showHistory, showNote, showNotes });
  useSaid();
  return (
    <>
      {past && <PastOf past={past} onPast={setPast} />}
      <NoteEditor />
      <NotesList sections={sections} />
    </>
  );
}

/** Opens the note on the field the cursor stands in, or all of them; says why where there is none to open. Who enters a second time must not see what was noted first. */
function useNotes(stood: RefObject<Path | null>): { readonly showNote: () => void; readonly showNotes: () => void } {
  const { fill, session, locked, only } = useFill();
  const showNote = useCallback(() => {
    const path = pathAtCursor() ?? stood.current;
    const node = path === null ? undefined : nodesOf(session.form).get(templateOf(path));
    if (only) return;
    if (path === null || node?.kind !== 'question' || node.type === 'note') fill.say('note-nowhere', '');
    else if (locked && !session.notes().has(path)) fill.say('no-note', path);
    else fill.note(path);
  }, [fill, session, locked, only, stood]);
  const showNotes = useCallback(() => { if (!only) fill.note('all'); }, [fill, only]);
  return { showNote, showNotes };
}

/** Where the cursor stood before a layer took the focus. */
function useStood(): RefObject<Path | null> {
  const stood = useRef<Path | null>(null);
  useEffect(() => {
    const onFocus = () => { stood.current = pathAtCursor() ?? stood.current; };
    window.addEventListener('focusin', onFocus);
    return () => window.removeEventListener('focusin', onFocus);
  }, []);
  return stood;
}

/** Goes to the next question that wants an answer, or back to the one before. */
function useRequired(sections: readonly Section[]): (backwards: boolean) => void {
  const { fill, session, short = false, only } = useFill();
  return useCallback((backwards) => {
    const from = pathAtCursor();
    const path = nextToAnswer(session, from, backwards, { sections, short, only: only !== undefined });
    if (path === null) return fill.say('all-answered', '');
    const round = isRound(session, from, path, backwards);
    fill.jumpTo(path);
    if (round) fill.say(backwards ? 'from-end' : 'from-start', path);
  }, [fill, session, sections, short, only]);
}

/** What the sheet of keys says of the field the cursor stands in. */
function useAbout(): NonNullable<Offer['about']> {
  const t = useText();
  const language = useLanguage();
  const { session } = useFill();
  return useCallback(() => {
    const path = pathAtCursor();
    const node = path === null ? undefined : nodesOf(session.form).get(templateOf(path));
    if (!node || node.kind === 'group') return null;
    const hints = [textIn(node.hint, language), node.kind === 'question' ? textIn(node.guidance, language) : ''].filter(Boolean);
    return { title: `${node.number ?? node.name} ${textIn(node.label, language)}`, text: hints.join(' ') || t('shortcut.noHint') };
  }, [session, language, t]);
}

/** Says in the status line what the last key did. */
function useSaid(): void {
  const t = useText();
  const { status } = useProgram();
  const { session, locked } = useFill();
  const said = useFillState((state) => state.said);
  useEffect(() => {
    if (said === null) return;
    const { way, path, because } = said;
    const [place = ''] = way === 'row-kept' ? [session.last?.round] : [numbersOf(session.form, [path])];
    status.getState().say(way === 'irrelevant' && because.length > 0
      ? t('form.irrelevantBy', { place, count: because.length, because: numbersOf(session.form, because) })
      : t(`form.${way}`, { place, count: said.count }));
  }, [status, t, said, session]);
  useEffect(() => () => status.getState().say(''), [status, locked]);
}
