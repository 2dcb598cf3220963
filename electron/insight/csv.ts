/** One cell of a table: text, a number, or nothing. */
export type TableCell = string | number | null;

// What a spreadsheet may take for a formula: = + - @ TAB CR, their full-width forms, also behind spaces of any kind.
const FORMULA = /^[\s\u00a0\u3000\ufeff]*[=+\-@\t\r＝＋－﹣−＠]/u;

/**
 * One line of CSV (RFC 4180, comma, CRLF). Text that a spreadsheet could run as a formula is quoted and led by an
 * apostrophe; numbers stay numbers, negative ones too (B22).
 */
export function printCsvLine(cells: readonly TableCell[]): string {
  return `${cells.map(printCell).join(',')}\r\n`;
}

function printCell(cell: TableCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const harmless = FORMULA.test(cell) ? `'${cell}` : cell;
  return harmless !== cell || /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
