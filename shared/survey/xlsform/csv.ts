/**
 * Reads text in columns parted by commas, or by semicolons or tabs as spreadsheets of many countries write them; quoted
 * cells may hold anything, a quote in them is doubled (RFC 4180). A quote that is never closed, or closed in the middle of a cell
 * (`"ООО "Заря"";`), is part of the text: no other cell and no other row is swallowed by it. Every row is a list of texts. The
 * separator is recognised by the heading unless it is given. Every thousand rows `look` is told how many characters have been read and how many there are; what it throws goes up.
 */
export function parseCsv(text: string, given?: string, look: (done: number, total: number) => void = () => undefined): readonly (readonly string[])[] {
  const source = text.replace(/^\uFEFF/, '');
  const separator = given ?? separatorOf(source.slice(0, source.search(/[\r\n]|$/)));
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < source.length) {
    const end = endOfPlain(source, at, separator);
    const closing = source[at] === '"' ? closingQuote(source, at + 1, separator) : -1;
    row.push(closing >= 0 ? source.slice(at + 1, closing).replaceAll('""', '"') : plain(source.slice(at, end)));
    at = closing >= 0 ? endOfPlain(source, closing + 1, separator) : end;
    if (source[at] === separator) {
      at++;
      if (at === source.length) row.push('');
      continue;
    }
    if (rows.push(row) % STEP === 0) look(at, source.length);
    row = [];
    at += source.startsWith('\r\n', at) ? 2 : 1;
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

const STEP = 1_000;

/** What parts the columns of a heading. */
export function separatorOf(heading: string): string {
  const counts = [',', ';', '\t'].map((separator) => ({ separator, count: heading.split(separator).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).separator;
}

/** Where the quote stands that closes a cell; -1 when it is none: more than spaces follow it, or it is not there. */
function closingQuote(text: string, from: number, separator: string): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] !== '"') continue;
    if (text[at + 1] === '"') at++;
    else return text.slice(at + 1, endOfPlain(text, at + 1, separator)).trim() === '' ? at : -1;
  }
  return -1;
}

/** The text of a cell without the quotes round the whole of it: those inside were not doubled. */
function plain(text: string): string {
  return /^"(.*)"\s*$/.exec(text)?.[1] ?? text;
}

function endOfPlain(text: string, from: number, separator: string): number {
  for (let at = from; at < text.length; at++) if (text[at] === separator || text[at] === '\n' || text[at] === '\r') return at;
  return text.length;
}
