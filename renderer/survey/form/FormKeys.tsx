import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { repeatOf, templateOf } from '../../../shared/survey/path.ts';
import type { Question } from '../../../shared/survey/form.ts';
import type { Path } from '../../../shared/survey/response.ts';
import type { Session } from '../../../shared/survey/session.ts';
import { useProgram } from '../../service/program.tsx';
import type { Command } from '../../service/desk.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { filterOptions, type Option } from '../../ui/field/options.ts';
import { isRound, nextToAnswer, pathAtCursor, searchOf, tableAtCursor } from '../fill/place.ts';
import { useFill, useFillState } from '../fill/use.ts';
import { FieldHistory } from './FieldHistory.tsx';
import { RemovedRows } from './rows/RemovedRows.tsx';
import { isShown, nodesOf, numbersOf, sectionOf, textIn, type Section } from '../outline.ts';

/** The keys of the whole form (undo, redo, next empty question) and what the palette and the sheet of keys know of it. What became of them the status line says. */
export function FormKeys({ sections }: { readonly sections: readonly Section[] }) {
  const t = useText();
  const language = useLanguage();
  const { desk, status } = useProgram();
  const { fill, session, locked, short = false, only } = useFill();
  const { getState: line } = status;
  const retraced = useFillState((state) => state.retraced);
  /** Where the cursor stood before a layer took the focus. */
  const stood = useRef<Path | null>(null);
  const [historyAt, setHistoryAt] = useState<Path | null>(null);
  const [rowsOf, setRowsOf] = useState<Path | null>(null);
  const showHistory = useCallback(() => {
    const path = pathAtCursor() ?? stood.current;
    // Who enters a second time must not see what was entered first.
    if (path === null || only) return;
    if (questionAt(session, path)) setHistoryAt(path);
    else if (tableAt(session, path) !== null) setRowsOf(path);
  }, [session, only]);
  const showRows = useCallback(() => {
    const path = pathAtCursor() ?? stood.current;
    if (path !== null && !only) setRowsOf(tableAt(session, path));
  }, [session, only]);

  const toRequired = useCallback((backwards: boolean) => {
    const path = nextToAnswer(session, pathAtCursor(), backwards, { sections, short, only: only !== undefined });
    if (path === null) fill.say('all-answered', '');
    else {
      const round = isRound(session, pathAtCursor(), path, backwards);
      fill.jumpTo(path);
      if (round) fill.say(backwards ? 'from-end' : 'from-start', path);
    }
  }, [fill, session, sections, short, only]);

  const commands = useMemo<readonly Command[]>(() => {
    const command = (id: Command['id'], label: string, run: () => void, keys?: string): Command => ({ id, label, run, ...(keys !== undefined && { keys }) });
    return [
      command('required', t('shortcut.required'), () => toRequired(false), 'F7'),
      ...(only ? [] : [command('check', t('form.check'), () => void fill.check()), command('history', t('shortcut.history'), showHistory, 'Ctrl+H'), command('rows-gone', t('rows.gone'), showRows)]),
      ...(locked ? [] : [
        command('undo', t('shortcut.undo'), fill.undo, 'Ctrl+Z'), command('redo', t('shortcut.redo'), fill.redo, 'Ctrl+Y'),
        ...(session.last ? [command('confirm-all', t('last.confirmAll', { round: session.last.round }), () => fill.confirm('/'))] : []),
        ...(only ? [] : [command('complete', t('form.complete'), () => void fill.complete())]),
      ]),
      ...sections.map((section) => ({ ...command(`section ${section.id}`, `${section.name} ${textIn(section.label, language)}`.trim(), () => fill.jumpTo(section.id)), note: t('form.section') })),
    ];
  }, [t, language, fill, session, locked, only, sections, showHistory, showRows, toRequired]);

  const options = useMemo<readonly Option[]>(() => [...nodesOf(session.form).values()].filter((node) => (!only || sectionOf(sections, node.path)) && node.kind !== 'group' && (node.kind === 'repeat' || isShown(node))).map((node) => ({
    value: `${node.number ?? node.name} ${node.path}`, label: textIn(node.label, language), note: node.number ?? node.name, names: Object.values(node.label),
  })), [session.form, language, only, sections]);

  useEffect(() => desk.getState().offer({
    commands,
    fields: (text) => {
      const { search, row } = searchOf(text.trim(), (words) => filterOptions(options, words).length > 0, (name) => options.some(({ note }) => note?.toUpperCase() === name));
      const cursor = stood.current;
      const [, number] = ROW.exec(text.trim()) ?? [];
      const table = number === undefined ? null : tableAtCursor(session, cursor);
      const toRow = table === null ? [] : [{
        id: 'row', label: t('form.toRow', { row: Number(number) }), note: textIn(table.repeat.label, language),
        run: () => fill.goTo(table.template, Number(number), cursor),
      } satisfies Command];
      if (table !== null && !/^\d/.test(text.trim())) return toRow;
      return [...toRow, ...filterOptions(options, search).map((option): Command => {
        const template = option.value.slice(option.value.indexOf(' ') + 1);
        const section = sectionOf(sections, template);
        return {
          id: `field ${option.value}`, label: `${option.note ?? ''} ${option.label}`, note: [row === null ? '' : t('findings.row', { row }), section ? `${section.name} ${textIn(section.label, language)}` : ''].filter(Boolean).join(', '),
          run: () => fill.goTo(template, row, cursor),
        };
      })];
    },
    about: () => {
      const path = pathAtCursor();
      const node = path === null ? undefined : nodesOf(session.form).get(templateOf(path));
      if (!node || node.kind === 'group') return null;
      const hints = [textIn(node.hint, language), node.kind === 'question' ? textIn(node.guidance, language) : ''].filter(Boolean);
      return { title: `${node.number ?? node.name} ${textIn(node.label, language)}`, text: hints.join(' ') || t('shortcut.noHint') };
    },
  }), [desk, commands, options, sections, fill, session, language, t]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // Who types on has read what was said.
      if (event.key.length === 1 && !event.ctrlKey && line().said.text !== '') line().say('');
      if (!/^F[37]$/.test(event.key) && !event.ctrlKey) return;
      if (event.defaultPrevented || document.querySelector('.dialog')) return;
      const backwards = event.shiftKey;
      const plain = event.ctrlKey && !event.altKey;
      if (event.key === 'F7') toRequired(backwards);
      else if (event.key === 'F3' && !event.altKey && session.last && !locked) confirm(event);
      else if (plain && event.code === 'KeyZ' && !isElsewhere(event)) (backwards ? fill.redo : fill.undo)();
      else if (plain && event.code === 'KeyY' && !isElsewhere(event)) fill.redo();
      else if (plain && event.code === 'KeyH') showHistory();
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
    const onFocus = () => { stood.current = pathAtCursor() ?? stood.current; };
    window.addEventListener('keydown', onKey, true);
    window.addEventListener('focusin', onFocus);
    return () => {
      window.removeEventListener('keydown', onKey, true);
      window.removeEventListener('focusin', onFocus);
    };
  }, [fill, session, locked, sections, showHistory, toRequired, line]);

  useEffect(() => {
    if (retraced === null) return;
    const { way, path, because } = retraced;
    const [place = ''] = way === 'row-kept' ? [session.last?.round] : [numbersOf(session.form, [path])];
    line().say(way === 'irrelevant' && because.length > 0
      ? t('form.irrelevantBy', { place, count: because.length, because: numbersOf(session.form, because) })
      : t(`form.${way}`, { place, count: retraced.count }));
  }, [line, t, retraced, session]);
  useEffect(() => () => line().say(''), [line, locked]);

  const asked = historyAt === null ? null : questionAt(session, historyAt);
  const table = historyAt === null ? null : tableAt(session, historyAt);
  const toRows = table === null ? undefined : () => { setHistoryAt(null); setRowsOf(table); };
  if (rowsOf !== null) return <RemovedRows path={rowsOf} onClose={() => setRowsOf(null)} />;
  return historyAt !== null && asked && <FieldHistory path={historyAt} question={asked} onRows={toRows} onClose={() => setHistoryAt(null)} />;
}

/** The innermost table that a path stands in or is, by its concrete path; null outside tables. */
function tableAt(session: Session, path: Path): Path | null {
  if (nodesOf(session.form).get(templateOf(path))?.kind === 'repeat') return path;
  return path.includes('[') ? repeatOf(path) : null;
}

/** The number of a row, alone or after the word for it. */
const ROW = /^(?:стр(?:ок[аеу])?\.?|row|№|#)?\s*(\d{1,4})$/i;

/** The question whose field stands at a path; null for tables, sections and notes. */
function questionAt(session: Session, path: Path): Question | null {
  const node = nodesOf(session.form).get(templateOf(path));
  return node?.kind === 'question' && node.type !== 'note' ? node : null;
}

/** A text that is not an answer (a justification, a search) has its own way back. */
function isElsewhere({ target }: KeyboardEvent): boolean {
  return (target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement) && target.closest('[data-path]') === null;
}
