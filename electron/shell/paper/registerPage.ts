import type { Language } from '../../../shared/ipc/service.ts';
import type { CompanyStatus } from '../../../shared/ipc/survey.ts';
import { printCountry } from '../../../shared/text/countries.ts';
import { textIn } from '../../../shared/text/formText.ts';
import { printSentence } from '../../../shared/text/print.ts';
import { printDay, printNumber } from '../../../shared/text/values.ts';
import type { RegisterPaper } from '../../survey/paper.ts';
import { escape, factList, pageOf } from './page.ts';
import type { Paper } from './paper.ts';
import { paperWords } from './paperWords.ts';

/** The list of companies on A4 across, so that full names have room beside a region, with how many stand where. `folder` holds the window's files. */
export function registerPage({ rows, counts, body, round, search, printedAt, regions }: RegisterPaper, language: Language, folder: string): Paper {
  const words = paperWords[language];
  const states = new Set(rows.map(({ country }) => country));
  /** Of which state all of them are. */
  const state = states.size === 1 ? rows[0]?.country ?? null : null;
  const printed = new Set(rows.map(({ status }) => status));
  const standing = (Object.entries(counts) as readonly (readonly [CompanyStatus, number])[])
    .filter(([status]) => printed.has(status)).map(([status, count]) => `${printSentence(language, `status.${status}`).toLowerCase()} – ${printNumber(language, count)}`);
  const facts: readonly (readonly [string, string])[] = [
    [words.body, body], [words.round, round], [words.printed, printDay(language, printedAt)],
    ...(state === null ? [] : [[words.state, printCountry(language, state)]] as const), ...(search === '' ? [] : [[words.search, search]] as const),
    [words.total, `${printNumber(language, rows.length)}${standing.length === 0 ? '' : ` (${standing.join(', ')})`}`],
  ];
  const cells: Readonly<Record<Column, (row: Row) => string>> = {
    state: (row) => printCountry(language, row.country),
    number: (row) => row.number,
    name: (row) => row.name,
    region: (row) => textIn(regions[row.region], language) || row.region,
    status: (row) => printSentence(language, `status.${row.status}`),
    filled: (row) => (row.required === 0 ? '' : words.filled(row.answered, row.required)),
  };
  // What says nothing of a company, or the same of all, takes its room from the names.
  const told = COLUMNS.filter((column) => (column === 'state' ? state === null : column !== 'region' || rows.some(({ region }) => region !== '')));
  const lines = rows.map((row, index) => `<tr><td class="num">${index + 1}</td>${told.map((column) => `<td class="${column}">${escape(cells[column](row))}</td>`).join('')}</tr>`);
  const table = `<table><thead><tr><th>${words.columns.index}</th>${told.map((column) => `<th>${escape(words.columns[column])}</th>`).join('')}</tr></thead><tbody>${lines.join('')}</tbody></table>`;
  return pageOf({ language, title: words.register, style: STYLE, body: `<h1>${escape(words.register)}</h1>${factList(facts)}${table}`, foot: `${body} · ${words.register}` }, folder);
}

type Row = RegisterPaper['rows'][number];

const COLUMNS = ['state', 'number', 'name', 'region', 'status', 'filled'] as const;
type Column = (typeof COLUMNS)[number];

// All columns but the names are as narrow as their words allow; of a long name of a region that would be too much.
const STYLE = `
@page { size: A4 landscape }
body { font-size: 9pt; line-height: 1.3 }
dl { display: grid; grid-template-columns: 36mm 1fr; margin: 2mm 0 5mm; row-gap: 0.6mm } dt { color: #444 } dd { margin: 0 }
table { border-collapse: collapse; width: calc(100% - 0.3mm) } th, td { border: 0.15mm solid #888; padding: 0.8mm 1.1mm; text-align: left; vertical-align: top } th { background: #eee; font-size: 8.5pt; white-space: nowrap }
td { width: 1px; white-space: nowrap } .name { width: auto; white-space: normal; overflow-wrap: anywhere } .region { width: 38mm; white-space: normal } .state { width: 26mm; white-space: normal } .num { text-align: right } tr { break-inside: avoid } thead { display: table-header-group }
`;
