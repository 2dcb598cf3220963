/**
 * Reads text in columns parted by commas, or by semicolons or tabs as spreadsheets of many countries write them; quoted
 * cells may hold anything, a quote in them is doubled. Every row is a list of texts. The separator is recognised by the heading
 * unless it is given.
 */
export function parseCsv(text: string, given?: string): readonly (readonly string[])[] {
  const source = text.replace(/^\uFEFF/, '');
  const separator = given ?? separatorOf(source.slice(0, source.search(/[\r\n]|$/)));
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < source.length) {
    const quoted = source[at] === '"';
    const end = quoted ? endOfQuoted(source, at + 1) : endOfPlain(source, at, separator);
    row.push(quoted ? source.slice(at + 1, end).replaceAll('""', '"') : source.slice(at, end));
    at = quoted ? endOfPlain(source, end + 1, separator) : end;
    if (source[at] === separator) {
      at++;
      if (at === source.length) row.push('');
      continue;
    }
    rows.push(row);
    row = [];
    at += source.startsWith('\r\n', at) ? 2 : 1;
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

/** What parts the columns of a heading. */
export function separatorOf(heading: string): string {
  const counts = [',', ';', '\t'].map((separator) => ({ separator, count: heading.split(separator).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).separator;
}

function endOfQuoted(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] !== '"') continue;
    if (text[at + 1] !== '"') return at;
    at++;
  }
  return text.length;
}

function endOfPlain(text: string, from: number, separator: string): number {
  for (let at = from; at < text.length; at++) if (text[at] === separator || text[at] === '\n' || text[at] === '\r') return at;
  return text.length;
}
