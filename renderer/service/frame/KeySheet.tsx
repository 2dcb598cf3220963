import { useEffect, useRef } from 'react';
import { useText } from '../../text/text.tsx';
import type { MessageId } from '../../text/messages.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import './palette.css';

/** Every key of the program, by where it works; texts are `shortcut.…`. */
const GROUPS: readonly { readonly title: MessageId; readonly keys: readonly (readonly [MessageId, ...string[]])[] }[] = [
  {
    title: 'shortcut.form',
    keys: [
      ['shortcut.next', 'Enter', 'Tab', '↓'], ['shortcut.back', 'Shift+Enter', 'Shift+Tab', '↑'], ['shortcut.line', 'Ctrl+Enter', 'Alt+Enter'], ['shortcut.today', 'Ctrl+;'], ['shortcut.list', 'Alt+↓', 'F2'], ['shortcut.revert', 'Esc'],
      ['shortcut.section', 'Ctrl+PgDn', 'F10'], ['shortcut.sectionBack', 'Ctrl+PgUp'], ['shortcut.confirm', 'F3'], ['shortcut.confirmMore', 'Shift+F3', 'Ctrl+F3'], ['shortcut.reason', 'F4'], ['shortcut.hint', 'Shift+F1'], ['shortcut.note', 'Ctrl+N', 'Shift+F2'], ['shortcut.notes', 'Ctrl+Shift+N'], ['shortcut.history', 'Ctrl+H'], ['shortcut.undo', 'Ctrl+Z'], ['shortcut.redo', 'Ctrl+Y'],
      ['shortcut.company', 'Ctrl+Shift+PgDn', 'Ctrl+Shift+PgUp'], ['shortcut.save', 'Ctrl+S'],
    ],
  },
  {
    title: 'shortcut.check',
    keys: [['shortcut.required', 'F7', 'Shift+F7'], ['shortcut.finding', 'F8', 'Shift+F8'], ['shortcut.justify', 'F9'], ['shortcut.pane', 'Ctrl+F8']],
  },
  {
    title: 'shortcut.table',
    keys: [
      ['shortcut.cells', '← ↑ → ↓'], ['shortcut.edges', 'Home', 'End', 'Ctrl+← ↑ → ↓'], ['shortcut.edit', 'F2'], ['shortcut.revert', 'Esc'], ['shortcut.clear', 'Del'],
      ['shortcut.range', 'Shift+← ↑ → ↓', 'Ctrl+A'], ['shortcut.copy', 'Ctrl+C', 'Ctrl+X', 'Ctrl+V'], ['shortcut.add', 'Ctrl+Enter'], ['shortcut.insert', 'Ctrl+Ins'],
      ['shortcut.above', 'Ctrl+D'], ['shortcut.ditto', 'Ctrl+\''], ['shortcut.across', 'Ctrl+R'], ['shortcut.remove', 'Ctrl+Del'], ['shortcut.sort', 'F5'], ['shortcut.rowEnd', 'Num /', 'Ctrl+Num /'],
    ],
  },
  {
    title: 'shortcut.anywhere',
    keys: [['shortcut.palette', 'Ctrl+K', 'Ctrl+F'], ['shortcut.field', 'Ctrl+G'], ['shortcut.print', 'Ctrl+P'], ['shortcut.region', 'F6'], ['shortcut.place', 'Alt+1 … 9'], ['shortcut.previous', 'Alt+←'], ['shortcut.zoom', 'Ctrl++', 'Ctrl+-', 'Ctrl+0'], ['shortcut.full', 'F11'], ['shortcut.sheet', 'F1']],
  },
];

interface KeySheetProps {
  /** What there is to say about the field from which the sheet was opened. */
  readonly about: { readonly title: string; readonly text: string } | null;
  readonly onClose: () => void;
}

/** The sheet of keys, with the hint of the field one stands in at its head. */
export function KeySheet({ about, onClose }: KeySheetProps) {
  const t = useText();
  const sheet = useRef<HTMLDivElement>(null);
  // The cursor stands in what is read, so that the arrows scroll it.
  useEffect(() => sheet.current?.focus(), []);
  return (
    <Dialog wide title={t('shortcut.title')} onClose={onClose} actions={<Button look="primary" onPress={onClose}>{t('ui.close')}</Button>}>
      {about && <section className="keys-about"><strong>{about.title}</strong><p>{about.text}</p></section>}
      <div className="keys-groups" ref={sheet} tabIndex={0} role="group" aria-label={t('shortcut.title')}>
        {GROUPS.map((group) => (
          <section key={group.title} className="keys-group">
            <h3>{t(group.title)}</h3>
            <dl>{group.keys.map(([what, ...keys]) => <div key={what}><dt>{t(what)}</dt><dd>{keys.map((key) => <kbd key={key}>{key}</kbd>)}</dd></div>)}</dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
