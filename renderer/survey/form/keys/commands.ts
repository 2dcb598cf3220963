import { useMemo } from 'react';
import type { Command } from '../../../service/desk.ts';
import { useLanguage, useText } from '../../../text/text.tsx';
import { useFill } from '../../fill/use.ts';
import { textIn, type Section } from '../../outline.ts';

interface Acts {
  readonly toRequired: (backwards: boolean) => void;
  readonly showHistory: () => void;
  readonly showRows: () => void;
  readonly showNote: () => void;
  readonly showNotes: () => void;
}

/** What the palette can do with the open form: its acts, and the way to each of its sections. */
export function useCommands(sections: readonly Section[], { toRequired, showHistory, showRows, showNote, showNotes }: Acts): readonly Command[] {
  const t = useText();
  const language = useLanguage();
  const { fill, session, locked, only } = useFill();
  return useMemo(() => {
    const command = (id: Command['id'], label: string, run: () => void, keys?: string): Command => ({ id, label, run, ...(keys !== undefined && { keys }) });
    return [
      command('required', t('shortcut.required'), () => toRequired(false), 'F7'),
      ...(only ? [] : [command('check', t('form.check'), () => void fill.check()), command('history', t('shortcut.history'), showHistory, 'Ctrl+H'), command('note', t('shortcut.note'), showNote, 'Ctrl+N'), command('notes', t('shortcut.notes'), showNotes, 'Ctrl+Shift+N'), command('rows-gone', t('rows.gone'), showRows)]),
      ...(locked ? [] : [
        command('undo', t('shortcut.undo'), fill.undo, 'Ctrl+Z'), command('redo', t('shortcut.redo'), fill.redo, 'Ctrl+Y'),
        ...(session.last ? [command('confirm-all', t('last.confirmAll', { round: session.last.round }), () => fill.confirm('/'))] : []),
        ...(only ? [] : [command('complete', t('form.complete'), () => void fill.complete())]),
      ]),
      ...sections.map((section) => ({ ...command(`section ${section.id}`, `${section.name} ${textIn(section.label, language)}`.trim(), () => fill.jumpTo(section.id)), note: t('form.section') })),
    ];
  }, [t, language, fill, session, locked, only, sections, showHistory, showRows, showNote, showNotes, toRequired]);
}
