import type { ClipboardEvent } from 'react';
import { useLanguage } from '../../../text/text.tsx';
import { parseBlock, printBlock, type Block } from '../../fill/clipboard.ts';
import { clearArea, pasteBlock, textsIn, type Area, type Pasted } from '../../fill/paste.ts';
import { isSum, type Table } from '../../fill/table.ts';
import { useFill } from '../../fill/use.ts';
import type { GridCursor } from './cursor.ts';

/** Copying, cutting and pasting are the table's while nobody writes in a cell; a sum is copied only. One text that is pasted goes into every selected cell. */
export function useGridClipboard(table: Table, { at, area, mode, go }: GridCursor, mayAdd: boolean, onPasted: (pasted: Pasted) => void): (event: ClipboardEvent<HTMLElement>) => void {
  const language = useLanguage();
  const { fill, session, locked } = useFill();
  return (event) => {
    if (!event.currentTarget.contains(event.target as Node) || (mode.current !== 'ready' && at.anchor === null && event.type !== 'paste')) return;
    if (event.type !== 'copy' && isSum(table, at)) return;
    if (event.type === 'paste') {
      const block = parseBlock(event.clipboardData.getData('text/plain'));
      const single = block.length === 1 && block[0]?.length === 1;
      if (locked || (single && mode.current !== 'ready')) return;
      const whole = single && at.anchor ? filledWith(block[0]?.[0] ?? '', area) : block;
      const pasted = pasteBlock(fill, table, { row: area.top, column: area.left }, whole, { language, mayAdd });
      if (pasted) onPasted(pasted);
    } else {
      event.clipboardData.setData('text/plain', printBlock(textsIn(session, table, area, language)));
      if (event.type === 'cut' && !locked) clearArea(fill, table, area);
    }
    event.preventDefault();
    go(at, { anchor: at.anchor });
  };
}

/** One text for every cell of an area. */
function filledWith(text: string, { top, left, bottom, right }: Area): Block {
  return Array.from({ length: bottom - top + 1 }, () => Array.from({ length: right - left + 1 }, () => text));
}
