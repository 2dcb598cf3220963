import { printSentence } from '../../../shared/text/print.ts';
import type { WrittenLetter } from '../../insight/reminders.ts';
import { escape, factList, pageOf } from './page.ts';
import type { Paper } from './paper.ts';

/** A letter on A4, in the language of its body. `folder` holds the window's files. */
export function letterPage({ letter, order: { language }, code }: WrittenLetter, folder: string): Paper {
  const { title, facts, paragraphs, tables, closing, person, sign } = letter;
  const text = (lines: readonly string[]): string => lines.map((line) => `<p>${escape(line)}</p>`).join('');
  const cells = (tag: 'th' | 'td', row: readonly string[]): string => `<tr>${row.map((cell) => `<${tag}>${escape(cell)}</${tag}>`).join('')}</tr>`;
  const listed = tables.map(({ title: heading, columns, rows }) => `<h2>${escape(heading)}</h2><table><thead>${cells('th', columns)}</thead><tbody>${rows.map((row) => cells('td', row)).join('')}</tbody></table>`);
  return pageOf({
    language, title, style: STYLE, foot: `${title} · ${printSentence(language, 'reminder.code')} ${code}`,
    body: `${factList(facts)}<h1>${escape(title)}</h1>${text(paragraphs)}${listed.join('')}<section>${text(closing)}<div class="sign"><div>${escape(person)}</div><div>${escape(sign)}</div></div></section>`,
  }, folder);
}

const STYLE = `
dl { display: grid; grid-template-columns: 44mm 1fr; margin: 0 0 10mm; gap: 1mm 3mm } dt { color: #444 } dd { margin: 0 }
h1 { font-size: 15pt; margin-bottom: 4mm } h2 { font-size: 11pt; margin: 6mm 0 2mm; break-after: avoid } p { margin: 0 0 2.5mm }
table { border-collapse: collapse; width: calc(100% - 0.5mm); font-size: 9.5pt; line-height: 1.3; margin-bottom: 5mm } th, td { border: 0.15mm solid #888; padding: 1mm 1.5mm; text-align: left; vertical-align: top; overflow-wrap: anywhere } th { background: #eee }
td:first-child { text-align: right; width: 8mm } td:nth-child(2) { white-space: nowrap } tr { break-inside: avoid } thead { display: table-header-group } section { break-inside: avoid }
.sign { display: grid; grid-template-columns: 1fr 1fr; gap: 12mm; margin-top: 16mm } .sign div { border-top: 0.3mm solid #111; padding-top: 1mm; font-size: 9pt }
`;
