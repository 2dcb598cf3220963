import { marked } from 'marked';
import { parseGuide } from '../../../shared/guide/chapters.ts';
import { guide } from '../../../shared/guide/guide.ts';
import { terms } from '../../../shared/guide/terms.ts';
import { glossaryWords } from '../../../shared/guide/words.ts';
import type { Language } from '../../../shared/ipc/service.ts';
import { escape, pageOf } from './page.ts';
import type { Paper } from './paper.ts';

/** The user guide and the glossary as a document to be printed. `folder` holds the window's files. */
export function guidePaper(language: Language, folder: string): Paper {
  const { title, lead, chapters } = parseGuide(guide[language]);
  const numbered = chapters.map((chapter, index) => ({ ...chapter, title: `${index + 1}. ${chapter.title}` }));
  const glossary = `${chapters.length + 1}. ${glossaryWords[language]}`;
  const contents = [...numbered.map((chapter) => chapter.title), glossary].map((line) => `<li>${escape(line)}</li>`).join('');
  const body = [
    `<h1>${escape(title)}</h1>${print(lead)}<ul class="contents">${contents}</ul>`,
    ...numbered.map((chapter) => `<section><h2>${escape(chapter.title)}</h2>${print(chapter.text)}</section>`),
    `<section><h2>${escape(glossary)}</h2><dl>${terms.map((term) => `<dt>${escape(term.name[language])}</dt><dd>${escape(term.meaning[language])}</dd>`).join('')}</dl></section>`,
  ].join('\n');
  return { ...pageOf({ language, title, style: STYLE, body, foot: title }, folder), tagged: true };
}

const print = (markdown: string): string => marked.parse(markdown, { async: false });

const STYLE = `
h2 { font-size: 14pt; line-height: 1.25; margin: 8mm 0 2mm; break-after: avoid }
h3 { font-size: 11.5pt; margin: 4mm 0 1mm; break-after: avoid }
p { margin: 0 0 2.2mm } ul, ol { margin: 0 0 2.2mm; padding-left: 6mm } li { margin-bottom: 1mm }
.contents { list-style: none; padding: 4mm 0; columns: 2; border-block: 0.2mm solid #999 }
table { border-collapse: collapse; width: 100%; margin: 2mm 0 3mm } th, td { border: 0.2mm solid #888; padding: 1.2mm 2mm; text-align: left; vertical-align: top } th { background: #eee }
tr, li, dt, table:not(:has(tbody > tr:nth-child(8))) { break-inside: avoid } dt { font-weight: 600; break-after: avoid } dd { margin: 0 0 2.5mm }
`;
