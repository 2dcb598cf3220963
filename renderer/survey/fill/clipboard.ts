/** Lines of cells, as spreadsheets put them on the clipboard. */
export type Block = readonly (readonly string[])[];

/**
 * Reads a block: cells parted by tabs, lines by line ends. A cell that holds either stands in quotes, a quote in it is doubled;
 * quotes that do not close at the end of a cell are text.
 */
export function parseBlock(text: string): Block {
  const source = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n').replaceAll('\r', '\n').replace(/\n$/, '');
  const rows: string[][] = [[]];
  let at = 0;
  for (;;) {
    const quoted = /"((?:[^"]|"")*)"(?=[\t\n]|$)/y;
    quoted.lastIndex = at;
    const match = quoted.exec(source);
    const end = match ? quoted.lastIndex : endOfPlain(source, at);
    rows.at(-1)?.push(match ? (match[1] as string).replaceAll('""', '"') : source.slice(at, end));
    if (end >= source.length) return rows;
    if (source[end] === '\n') rows.push([]);
    at = end + 1;
  }
}

/** Writes a block as a spreadsheet reads it. */
export function printBlock(block: Block): string {
  return block.map((row) => row.map((cell) => (/[\t\n\r]|^"/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t')).join('\r\n');
}

function endOfPlain(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) if (text[at] === '\t' || text[at] === '\n') return at;
  return text.length;
}
