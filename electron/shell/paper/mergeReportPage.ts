import type { Language } from '../../../shared/ipc/service.ts';
import { localeOf, printNumber } from '../../../shared/text/values.ts';
import type { MergeDocument, ReportedCompany, ReportedFile } from '../../merge/view/document.ts';
import { mergeReportWords } from './mergeReportWords.ts';
import { escape, factList, pageOf, SHEET_STYLE } from './page.ts';
import type { Paper } from './paper.ts';

/** The report of a merge on A4: who sent what, what changed, what is missing, what was justified and noted. `folder` holds the window's files. */
export function mergeReportPage(report: MergeDocument, language: Language, folder: string): Paper {
  const words = mergeReportWords[language];
  const moment = (at: string): string => new Date(at).toLocaleString(localeOf(language), { dateStyle: 'short', timeStyle: 'short' }).replace(', ', ' ');
  const number = (count: number): string => printNumber(language, count);
  const title = words.title(report.run);
  const { missing } = report;

  const outcome = (file: ReportedFile): string => [
    `<b>${escape(words.verdicts[file.verdict])}</b>`,
    ...(file.claims === null ? [] : [escape(words.claims(file.claims))]),
    ...(file.missingSeq === null ? [] : [escape(words.waits(file.missingSeq))]),
    ...(file.message === null ? [] : [escape(file.message)]),
    ...(file.keyDates === 'not-yet' || file.keyDates === 'expired' ? [escape(words.keyDates[file.keyDates])] : []),
    ...file.nationalSignatures.map((name) => escape(words.unchecked(name))),
  ].join('<br>');
  const senders = report.senders.map(({ country, body, files }) => `<h3>${escape(body === '' ? words.unknownSender : `${body} (${country})`)}</h3>${table(words.fileColumns, files.map((file) => [
    escape(file.fileName), String(file.seq ?? ''), escape(file.shortCode ?? ''), file.createdAt === null ? '' : escape(moment(file.createdAt)),
    escape(file.signer?.holder ?? ''), file.manifest === null ? '' : `${number(file.companies)}, ${number(file.revisions)}`, outcome(file),
  ]), 'files')}`).join('');

  const shown = report.companies.filter(({ kind }) => kind !== 'unchanged');
  const companies = shown.length === 0 ? `<p>${escape(words.nothing)}</p>` : table(words.companyColumns, shown.map((company) => [
    escape(nameOf(company, words.noName)), escape(`${company.country} ${company.number}`), escape(words.kinds[company.kind]), number(company.changed), number(company.conflicts), escape(company.files.join('\n')),
  ]), 'companies');
  const values = report.companies.filter(({ changes }) => changes.length > 0).map((company) => `<h3>${escape(nameOf(company, words.noName))}</h3>${table(words.valueColumns, company.changes.map((change) => [
    `${escape(placeOf(change.place))}<br><span class="dim">${escape(change.label)}</span>`, escape(change.beforeText), escape(change.afterText), escape(`${change.person}, ${change.body}`), `<span class="code">${escape(change.revision.slice(0, 12))}</span>`,
  ]), 'values')}`).join('');

  const gaps = [
    ...missing.seqs.map(({ body, seqs }) => words.seqs(body, seqs)),
    ...missing.bodies.map(({ body }) => words.silent(body)),
    ...missing.otherRounds.map(({ file, round }) => words.otherRound(file, round)),
  ];
  const justified = report.justifications.length === 0 ? `<p>${escape(words.noneJustified)}</p>` : table(words.justifiedColumns, report.justifications.map((one) => [
    escape(one.name), escape(placeOf(one.place)), `${escape(one.rule)}. ${escape(one.warning)}`, escape(one.text), escape(`${one.person}, ${one.body}`),
  ]), 'justified');

  const noted = report.notes.length === 0 ? `<p>${escape(words.noneNoted)}</p>` : table(words.notedColumns, report.notes.map((one) => [
    escape(one.name), `${escape(placeOf(one.place))}<br><span class="dim">${escape(one.label)}</span>`, escape(one.text), escape(`${one.person}, ${one.body}`),
  ]), 'noted');

  const body = `<h1>${escape(title)}</h1>
${factList([
    [words.body, report.body], [words.made, moment(report.at)], [words.person, report.person], [words.round, report.round],
    ...(report.form === null ? [] : [[words.form, words.formValue(report.form.title, report.form.version)]] as const),
  ])}
${report.undoneAt === null ? '' : `<p class="warn">${escape(words.undone(moment(report.undoneAt)))}</p>`}${report.stopped ? `<p class="warn">${escape(words.stopped)}</p>` : ''}
<h2>${escape(words.senders)}</h2>${senders}
<h2>${escape(words.changed)}</h2><p>${words.totals.map(([name, label]) => `${escape(label)} – ${number(report.totals[name])}`).join('; ')}.</p>${companies}
${shown.some(({ kind }) => kind === 'added') ? `<p class="dim">${escape(words.newNote)}</p>` : ''}
${values === '' ? '' : `<h2>${escape(words.values)}</h2>${values}`}
<h2>${escape(words.missing)}</h2>${gaps.length === 0 ? `<p>${escape(words.noneMissing)}</p>` : `<ul>${gaps.map((gap) => `<li>${escape(gap)}</li>`).join('')}</ul>`}
<h2>${escape(words.justified)}</h2>${justified}
<h2>${escape(words.noted)}</h2>${noted}
<section class="end"><h2>${escape(words.check)}</h2>${factList([
    [words.state, report.stateHash], [words.view, report.viewHash], ...(report.backup === null ? [] : [[words.backup, report.backup]] as const), [words.conflictsNow, number(report.conflictsNow)],
  ])}<p class="dim">${escape(words.hashNote)}</p>
<div class="sign">${words.sign.map((line) => `<div>${escape(line)}</div>`).join('')}</div></section>`;
  return pageOf({ language, title, style: STYLE, body, foot: `${report.body} · ${title} · ${report.stateHash.slice(0, 8)}` }, folder);
}

const nameOf = ({ name, number, country }: ReportedCompany, otherwise: string): string => name || (number === '' ? otherwise : `${country} ${number}`);

/** `cells` are HTML. */
function table(columns: readonly string[], rows: readonly (readonly string[])[], look: string): string {
  return `<table class="${look}"><thead><tr>${columns.map((column) => `<th>${escape(column)}</th>`).join('')}</tr></thead><tbody>${
    rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</tbody></table>`;
}

/** `/K/input[3]/K12` as officials say it: `K12 (3)`. */
function placeOf(place: string): string {
  const name = place.slice(place.lastIndexOf('/') + 1);
  const rows = [...place.matchAll(/\[(\d+)\]/g)].map((row) => row[1]);
  return rows.length === 0 ? name : `${name} (${rows.join(', ')})`;
}

/** Widths of columns in per cent. */
const WIDTHS: Readonly<Record<string, readonly number[]>> = {
  files: [27, 4, 12, 12, 16, 11, 18], companies: [22, 20, 11, 10, 10, 27], values: [30, 18, 18, 22, 12], justified: [15, 9, 27, 24, 25], noted: [18, 25, 32, 25],
};

const STYLE = `${SHEET_STYLE}
${Object.entries(WIDTHS).flatMap(([look, widths]) => widths.map((width, index) => `.${look} th:nth-child(${index + 1}) { width: ${width}% }`)).join('\n')}
body { font-size: 9pt; line-height: 1.3 } dl { row-gap: 0.6mm; margin: 2mm 0 3mm } h2 { font-size: 12pt; break-after: avoid } h3 { font-size: 10pt; margin: 4mm 0 1mm; break-after: avoid }
.dim { color: #555 } .warn { font-weight: 700; border: 0.3mm solid #111; padding: 2mm 3mm } ul { margin: 0; padding-left: 5mm }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin-bottom: 2mm } th, td { border: 0.15mm solid #888; padding: 0.8mm 1.5mm; text-align: left; vertical-align: top; overflow-wrap: break-word } th { background: #eee; font-size: 8.5pt }
tr { break-inside: avoid } thead { display: table-header-group } .companies td:nth-child(6) { white-space: pre-line } .companies :is(th, td):is(:nth-child(4), :nth-child(5)), .files :is(th, td):nth-child(2) { text-align: right } .noted td:nth-child(3) { white-space: pre-line } .code { font-size: 8pt; overflow-wrap: anywhere }
.end { break-inside: avoid } .sign { grid-template-columns: 1fr 1fr 1fr }
`;
