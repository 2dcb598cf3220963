import { useText } from '../text/text.tsx';
import type { MessageId } from '../text/messages.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import './palette.css';

/** Every key of the program, by where it works; texts are `keys.…`. */
const GROUPS: readonly { readonly title: MessageId; readonly keys: readonly (readonly [MessageId, ...string[]])[] }[] = [
  {
    title: 'keys.form',
    keys: [
      ['keys.next', 'Enter', 'Tab'], ['keys.back', 'Shift+Enter', 'Shift+Tab'], ['keys.line', 'Ctrl+Enter', 'Alt+Enter'], ['keys.list', 'Alt+↓', 'F2'],
      ['keys.section', 'Ctrl+PgDn', 'F10'], ['keys.sectionBack', 'Ctrl+PgUp'], ['keys.reason', 'F4'], ['keys.hint', 'Shift+F1'], ['keys.undo', 'Ctrl+Z'], ['keys.redo', 'Ctrl+Y'],
    ],
  },
  {
    title: 'keys.table',
    keys: [
      ['keys.cells', '← ↑ → ↓'], ['keys.edges', 'Home', 'End', 'Ctrl+← ↑ → ↓'], ['keys.edit', 'F2'], ['keys.revert', 'Esc'], ['keys.clear', 'Del'],
      ['keys.range', 'Shift+← ↑ → ↓', 'Ctrl+A'], ['keys.copy', 'Ctrl+C', 'Ctrl+X', 'Ctrl+V'], ['keys.add', 'Ctrl+Enter'], ['keys.insert', 'Ctrl+Ins'],
      ['keys.above', 'Ctrl+D'], ['keys.remove', 'Ctrl+Del'],
    ],
  },
  {
    title: 'keys.check',
    keys: [['keys.required', 'F7', 'Shift+F7'], ['keys.finding', 'F8', 'Shift+F8'], ['keys.justify', 'F9'], ['keys.pane', 'Ctrl+F8']],
  },
  {
    title: 'keys.anywhere',
    keys: [['keys.palette', 'Ctrl+K'], ['keys.field', 'Ctrl+G'], ['keys.region', 'F6'], ['keys.place', 'Alt+1 … 6'], ['keys.previous', 'Alt+←'], ['keys.sheet', 'F1']],
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
  return (
    <Dialog wide title={t('keys.title')} onClose={onClose} actions={<Button look="primary" autoFocus onPress={onClose}>{t('ui.close')}</Button>}>
      {about && <section className="keys-about"><strong>{about.title}</strong><p>{about.text}</p></section>}
      <div className="keys-groups">
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
