import type { Language } from '../../../shared/ipc/service.ts';
import type { CompanyStatus } from '../../../shared/ipc/survey.ts';
import { printSentence } from '../../../shared/text/print.ts';
import { printDay } from '../../../shared/text/values.ts';
import type { RegisterPaper } from '../../survey/paper.ts';
import { escape, factList, pageOf } from './page.ts';
import type { Paper } from './paper.ts';
import { paperWords } from './paperWords.ts';

/** The list of companies on A4, with how many stand where. `folder` holds the window's files. */
export function registerPage({ rows, counts, body, round, search, printedAt, regions }: RegisterPaper, language: Language, folder: string): Paper {
  const words = paperWords[language];
  const printed = new Set(rows.map(({ status }) => status));
  const standing = (Object.entries(counts) as readonly (readonly [CompanyStatus, number])[])
    .filter(([status]) => printed.has(status)).map(([status, count]) => `${printSentence(language, `status.${status}`).toLowerCase()} – ${count}`);
  const facts: readonly (readonly [string, string])[] = [
    [words.body, body], [words.round, round], [words.printed, printDay(language, printedAt)],
    ...(search === '' ? [] : [[words.search, search]] as const),
    [words.total, `${rows.length}${standing.length === 0 ? '' : ` (${standing.join(', ')})`}`],
  ];
  // A column that says nothing takes its room from the names.
  const withRegions = rows.some(({ region }) => region !== '');
  const columns = words.columns.filter((_, column) => withRegions || column !== REGION);
  const lines = rows.map((row, index) => {
    const cells = [row.country, row.number, row.name, ...(withRegions ? [regions[row.region]?.[language] ?? row.region] : []), printSentence(language, `status.${row.status}`), row.required === 0 ? '' : words.filled(row.answered, row.required)];
    return `<tr><td class="num">${index + 1}</td>${cells.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`;
  });
  const table = `<table class="${withRegions ? 'regions' : 'names'}"><thead><tr>${columns.map((column) => `<th>${escape(column)}</th>`).join('')}</tr></thead><tbody>${lines.join('')}</tbody></table>`;
  return pageOf({ language, title: words.register, style: STYLE, body: `<h1>${escape(words.register)}</h1>${factList(facts)}${table}`, foot: `${body} · ${words.register}` }, folder);
}

/** The place of the region among the columns. */
const REGION = 4;

const STYLE = `
body { font-size: 9pt; line-height: 1.3 }
dl { display: grid; grid-template-columns: 36mm 1fr; margin: 2mm 0 5mm; row-gap: 0.6mm } dt { color: #444 } dd { margin: 0 }
table { border-collapse: collapse; width: calc(100% - 0.3mm) } th, td { border: 0.15mm solid #888; padding: 0.8mm 1.5mm; text-align: left; vertical-align: top } th { background: #eee; font-size: 8.5pt; white-space: nowrap }
th:nth-child(4) { width: 36% } .names th:nth-child(4) { width: 52% } td:nth-child(3), td:last-child { white-space: nowrap } td:nth-child(4) { overflow-wrap: anywhere } .num { text-align: right } tr { break-inside: avoid } thead { display: table-header-group }
`;
