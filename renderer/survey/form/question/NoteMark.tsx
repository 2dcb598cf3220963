import type { Path } from '../../../../shared/survey/response.ts';
import { useText } from '../../../text/text.tsx';
import { IconButton } from '../../../ui/Button.tsx';
import { StickyNote } from '../../../ui/icon/icons.tsx';
import { useFill } from '../../fill/use.ts';

/** Says that somebody has noted something on the field, and what; opens it. By keyboard Ctrl+N does. */
export function NoteMark({ id, path, text }: { readonly id: string; readonly path: Path; readonly text: string }) {
  const t = useText();
  const { fill } = useFill();
  return <IconButton small id={id} label={t('note.at', { text })} icon={<StickyNote className="note-sign" />} excludeFromTabOrder onPress={() => fill.note(path)} />;
}
