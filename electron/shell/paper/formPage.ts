import type { Language } from '../../../shared/ipc/service.ts';
import type { ReasonCode } from '../../../shared/survey/response.ts';
import { printCountry } from '../../../shared/text/countries.ts';
import { printSentence } from '../../../shared/text/print.ts';
import { printDay } from '../../../shared/text/values.ts';
import type { FormPaper } from '../../survey/paper.ts';
import type { PrintedAnswer, PrintedItem, PrintedQuestion } from '../../survey/printed.ts';
import type { PrintedList } from '../../survey/printedLists.ts';
import { escape, factList, pageOf } from './page.ts';
import type { Paper } from './paper.ts';
import { paperWords, type PaperWords } from './paperWords.ts';

/** A filled or an empty form on A4: sections, tables that fit as tables, wide ones record by record. `folder` holds the window's files. */
export function formPage({ body, round, title, version, short, items, lists, filled }: FormPaper, language: Language, folder: string): Paper {
  const words = paperWords[language];
  const { company } = filled ?? {};
  const facts: readonly (readonly [string, string])[] = [
    [words.body, body],
    [words.round, round],
    ...(filled && company ? [
      [words.company, company.name],
      [words.number, `${printCountry(language, company.country)}, ${company.number}`],
      [words.standing, printSentence(language, `status.${filled.status}`).toLowerCase()],
      [words.saved, `${printDay(language, filled.savedAt)}, ${filled.person}`],
    ] as const : []),
  ];
  const code = filled && (filled.status === 'draft' ? `${words.draft} ${filled.code}` : filled.code);
  const head = `<header><div><h1>${escape(title)}</h1><p class="dim">${escape(words.version(version))}${short ? `. ${escape(words.shortForm)}` : ''}${filled ? '' : `. ${escape(words.emptyForm)}`}</p></div>${
    filled && code !== null ? `<div class="stamp${filled.status === 'draft' ? ' draft' : ''}"><span>${escape(words.code)}</span><b>${escape(code)}</b></div>` : ''}</header>${
    filled ? factList(facts) : `${factList(facts)}<div class="fill">${[words.company, words.number].map((label) => `<div>${escape(label)}</div><div class="line"></div>`).join('')}</div>`}`;
  const printed = items.map((item) => (item.kind === 'group' ? section(item, words) : itemOf(item, words))).join('');
  const justified = filled === null || filled.justifications.length === 0 ? '' : `<section><h2>${escape(words.justifications)}</h2>${filled.justifications.map(({ place, message, text }) =>
    `<div class="why"><p><b>${escape(place)}</b> ${escape(message)}</p><p>${escape(words.because)} ${escape(text)}</p></div>`).join('')}</section>`;
  const noted = filled === null || filled.notes.length === 0 ? '' : `<section><h2>${escape(words.notes)}</h2>${filled.notes.map(({ place, label, text }) =>
    `<div class="why"><p><b>${escape(place)}</b> ${escape(label)}</p><p class="said">${escape(text)}</p></div>`).join('')}</section>`;
  const sign = `<div class="sign">${words.sign.map((line) => `<div>${escape(line)}</div>`).join('')}</div>`;
  const foot = [body, ...(company ? [company.number] : []), ...(code === null ? [words.emptyForm] : [`${words.code} ${code}`])].join(' · ');
  return pageOf({ language, title, style: STYLE, body: `${head}${printed}${justified}${noted}${sign}${listsOf(lists, words)}`, foot }, folder);
}

type Group = Extract<PrintedItem, { readonly kind: 'group' }>;

function section({ number, label, dependsOn, items }: Group, words: PaperWords): string {
  const inside = items.length === 0 ? `<p class="dim">${escape(words.nothing)}</p>` : items.map((item) => itemOf(item, words)).join('');
  return `<section><h2>${escape(`${number} ${label}`.trim())}</h2>${condition(dependsOn, words)}${inside}</section>`;
}

function itemOf(item: PrintedItem, words: PaperWords): string {
  switch (item.kind) {
    case 'question': return questionOf(item, words);
    case 'note': return `<p class="dim">${escape(item.text)}</p>`;
    case 'group': return `<h3>${escape(item.label)}</h3>${condition(item.dependsOn, words)}${item.items.map((inner) => itemOf(inner, words)).join('')}`;
    case 'table': return `${headOf(item)}${item.rows.length === 0 ? none(item.missing, words) : tableOf(item, words)}`;
    case 'cards': return `${headOf(item)}${item.cards.length === 0 ? none(item.missing, words) : item.cards.map((card, index) =>
      `<div class="card"><p class="nth">${escape(words.record(index + 1))}</p><div class="inner">${card.map((inner) => itemOf(inner, words)).join('')}</div></div>`).join('')}`;
  }
}

const headOf = ({ number, label }: { readonly number: string; readonly label: string }): string => `<h3><span class="n">${escape(number)}</span> ${escape(label)}</h3>`;
const none = (missing: ReasonCode | null, words: PaperWords): string => `<p class="dim">${escape(missing === null ? words.noRows : words.reason(missing))}</p>`;
const condition = (names: readonly string[], words: PaperWords): string => (names.length === 0 ? '' : `<p class="dim">${escape(words.dependsOn(names))}</p>`);

function questionOf({ number, label, unit, required, dependsOn, answer }: PrintedQuestion, words: PaperWords): string {
  const blank = answer.kind === 'blank' ? answer : null;
  const star = blank && required ? '&nbsp;*' : '';
  const notes = [unit, blank === null || blank.list === null ? '' : words.fromList(blank.list), dependsOn.length === 0 ? '' : words.dependsOn(dependsOn)].filter((note) => note !== '').join('; ');
  const looks = ['q', ...(blank ? looksOf(blank) : [])].join(' ');
  return `<div class="${looks}"><span class="n">${escape(number)}</span><span>${escape(label)}${star}${notes === '' ? '' : ` <span class="dim">${escape(notes)}</span>`}</span><span class="a">${answerOf(answer, words)}</span></div>`;
}

/** How a place to write stands: on lines of its own, choices in three columns or two. */
function looksOf({ choices, wide }: Extract<PrintedAnswer, { readonly kind: 'blank' }>): readonly string[] {
  if (choices.length === 0) return ['write'];
  if (!wide) return [];
  return choices.some((choice) => choice.length > LONG) ? ['wide', 'two'] : ['wide'];
}

/** Choices longer than this are ticked in two columns instead of three. */
const LONG = 45;

/** The lists of answers of an empty form, after all that is signed. */
function listsOf(lists: readonly PrintedList[], words: PaperWords): string {
  if (lists.length === 0) return '';
  const printed = lists.map(({ number, label, asked, entries }) => `<h3>${number}. ${escape(label)} <span class="dim">${escape(asked.join(', '))}</span></h3>${
    entries.map(({ code, label: said }) => `<p>${code === null ? '' : `<span class="n">${escape(code)}</span> – `}${escape(said)}</p>`).join('')}`);
  return `<section class="lists"><h2>${escape(words.lists)}</h2><p class="dim">${escape(words.listsHow)}</p><div class="flow">${printed.join('')}</div></section>`;
}

/** A table of so many rows stands on one sheet. */
const WHOLE = 16;

function tableOf({ columns, rows }: Extract<PrintedItem, { readonly kind: 'table' }>, words: PaperWords): string {
  const heads = columns.map(({ number, label, unit, numeric, list }) =>
    `<th${numeric ? ' class="num"' : ''}><span class="n">${escape(number)}</span><br>${escape(label)}${[unit, ...(list === null ? [] : [words.fromList(list)])].map((note) => (note === '' ? '' : `<br><span class="dim">${escape(note)}</span>`)).join('')}</th>`);
  const lines = rows.map((row, index) => `<tr><td class="n">${index + 1}</td>${row.map((cell, column) =>
    `<td${columns[column]?.numeric === true ? ' class="num"' : ''}>${cell.kind === 'blank' ? '' : answerOf(cell, words)}</td>`).join('')}</tr>`);
  return `<table${rows.length > WHOLE ? '' : ' class="whole"'}><thead><tr><th></th>${heads.join('')}</tr></thead><tbody>${lines.join('')}</tbody></table>`;
}

function answerOf(answer: PrintedAnswer, words: PaperWords): string {
  switch (answer.kind) {
    case 'text': return escape(answer.text);
    case 'missing': return `<i>${escape(words.reason(answer.reason))}</i>`;
    case 'none': return '–';
    case 'blank': return answer.choices.length > 0
      ? answer.choices.map((choice) => `<span class="choice"><span class="tick"></span>${escape(choice)}</span>`).join('')
      : '<span class="line"></span>'.repeat(answer.lines);
  }
}

const STYLE = `
body { font-size: 9.5pt; line-height: 1.35 }
header { display: flex; justify-content: space-between; align-items: start; gap: 8mm } h1 { font-size: 16pt }
.stamp { flex: none; border: 0.4mm solid #111; padding: 1.5mm 3mm; text-align: center } .stamp span { display: block; font-size: 8pt; color: #444 } .stamp b { font-size: 13pt; letter-spacing: 0.04em }
.draft { border-style: dashed }
dl { display: grid; grid-template-columns: 42mm 1fr; margin: 3mm 0 0; row-gap: 0.6mm } dt { color: #444 } dd { margin: 0; overflow-wrap: anywhere }
.fill { display: grid; grid-template-columns: 42mm 1fr; align-items: end; row-gap: 1mm; color: #444 }
p { margin: 0 0 1.5mm } .dim { color: #555; font-size: 8.5pt } .n { color: #555; font-size: 8.5pt; font-weight: 400; white-space: nowrap }
h2 { font-size: 12pt; line-height: 1.25; margin: 7mm 0 1.5mm; padding-bottom: 0.8mm; border-bottom: 0.4mm solid #111; break-after: avoid }
h3 { font-size: 10pt; margin: 3.5mm 0 1mm; break-after: avoid } h2 + .dim, h3 + .dim { break-after: avoid }
.q { display: grid; grid-template-columns: 13mm 1fr 78mm; gap: 0 3mm; padding: 1mm 0; border-bottom: 0.1mm solid #aaa; break-inside: avoid } .write { border: 0 } .a { min-width: 0; overflow-wrap: anywhere; white-space: pre-line }
.wide { grid-template-columns: 13mm 1fr } .wide .a { grid-column: 2; columns: 3; column-gap: 4mm; padding-top: 0.5mm } .two .a { columns: 2 } .wide .choice { break-inside: avoid }
.lists { break-before: page; font-size: 8.5pt; line-height: 1.3 } .flow { columns: 3; column-gap: 5mm } .flow h3 { font-size: 9pt; line-height: 1.25; margin: 2.5mm 0 0.5mm } .flow h3:first-child { margin-top: 0 } .flow p { margin: 0; break-inside: avoid; padding-left: 3mm; text-indent: -3mm } h3 .dim { font-weight: 400 }
.line { display: block; height: 6.5mm; border-bottom: 0.2mm solid #666 } .choice { display: block; padding-left: 5mm; text-indent: -5mm } .tick { display: inline-block; width: 2.8mm; height: 2.8mm; border: 0.2mm solid #111; margin-right: 2mm; text-indent: 0; vertical-align: -0.3mm }
table { border-collapse: collapse; width: calc(100% - 0.4mm); margin: 1mm 0 2mm } th, td { border: 0.15mm solid #888; padding: 0.8mm 1.5mm; text-align: left; vertical-align: top; overflow-wrap: anywhere } th { background: #eee; font-weight: 600; font-size: 8.5pt; overflow-wrap: break-word } td { height: 5mm }
.num { text-align: right; min-width: 18mm } td.n { width: 6mm; text-align: right } tr { break-inside: avoid } thead { display: table-header-group }
.whole, .card { break-inside: avoid } .card { margin: 0 0 3mm } .nth { font-weight: 600; font-size: 8.5pt; background: #eee; padding: 0.6mm 1.5mm; margin: 0; break-after: avoid } .inner { columns: 2; column-gap: 6mm; column-rule: 0.1mm solid #aaa } .inner .q { grid-template-columns: 10mm 1fr 1fr; gap: 0 2mm; font-size: 8.5pt }
.why { margin: 0 0 2mm; break-inside: avoid } .why p { margin: 0; overflow-wrap: anywhere } .said { white-space: pre-line }
.sign { display: grid; grid-template-columns: 1fr 1fr 1fr; gap: 10mm; margin-top: 18mm; break-inside: avoid } .sign div { border-top: 0.3mm solid #111; padding-top: 1mm; font-size: 8.5pt; color: #444 }
`;
