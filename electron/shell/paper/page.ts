import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../../shared/ipc/service.ts';
import type { Paper } from './paper.ts';

export interface Page {
  readonly language: Language;
  readonly title: string;
  /** Style sheet beside what every printed page has. */
  readonly style: string;
  /** HTML of the body; whatever comes from people has gone through {@link escape}. */
  readonly body: string;
  /** Said at the foot of every sheet, before the page number; without it the foot stays empty. */
  readonly foot?: string;
}

/** A document to be printed (A4, margins 20 and 15 mm) that brings its fonts along and may load nothing. `folder` holds the window's files. */
export function pageOf({ language, title, style, body, foot }: Page, folder: string): Paper {
  const fonts = fontsIn(join(folder, 'assets'));
  const nonce = crypto.randomUUID();
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'nonce-${nonce}'; font-src data:">
<title>${escape(title)}</title><style nonce="${nonce}">${fonts.faces}
@page { size: A4; margin: 20mm 15mm }
body { font: 11pt/1.45 ${fonts.families}; color: #111; margin: 0; hyphens: auto; font-variant-numeric: tabular-nums }
h1 { font-size: 18pt; line-height: 1.2; margin: 0 0 2mm }
${style}</style></head><body>${body}</body></html>`;
  return foot === undefined ? { html } : { html, foot: [...foot.split(BETWEEN).map(escape), PAGE_OF[language]].map(inOnePiece).join(BETWEEN) };
}

/** Between the parts of a foot. */
const BETWEEN = ' · ';
/** A name longer than this may take two lines. */
const LONG = 90;

/** A code stays with its name: where a foot takes two lines it is parted between its parts. */
function inOnePiece(part: string): string {
  return part.replace(/<[^>]*>/g, '').length > LONG ? part : `<span style="white-space: nowrap">${part}</span>`;
}

const PAGE_OF: Readonly<Record<Language, string>> = {
  ru: 'стр. <span class="pageNumber"></span> из <span class="totalPages"></span>',
  en: 'page <span class="pageNumber"></span> of <span class="totalPages"></span>',
};

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as HTML. */
export const escape = (text: string): string => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);

/** Style of a page with facts to sign for: a recovery sheet, a root, a proof, the report of a merge. */
export const SHEET_STYLE = `
h2 { font-size: 11pt; margin: 6mm 0 1.5mm }
p { margin: 0 0 2mm } .what { color: #444 }
dl { display: grid; grid-template-columns: 52mm 1fr; margin: 4mm 0 0; gap: 1mm 4mm } dt { color: #444 } dd { margin: 0; overflow-wrap: anywhere }
.box { border: 0.4mm solid #111; padding: 4mm 5mm; margin-right: 0.5mm } .box dl { margin: 0 }
.code { font-family: "DejaVu Sans Mono", "Liberation Mono", Consolas, monospace; letter-spacing: 0.04em }
.small { font-size: 9pt; word-break: break-all }
ol { margin: 0; padding-left: 5mm } .sign { display: grid; grid-template-columns: 1fr 1fr; gap: 12mm; margin-top: 12mm; break-inside: avoid } .sign div { border-top: 0.3mm solid #111; padding-top: 1mm; font-size: 9pt; color: #444 }
`;

/** Names and their values, line by line. */
export function factList(facts: readonly (readonly [string, string])[]): string {
  return `<dl>${facts.map(([name, value]) => `<dt>${escape(name)}</dt><dd>${escape(value)}</dd>`).join('')}</dl>`;
}

/** The window's own fonts, put into the page: a PC may have none with the letters of the five states. */
function fontsIn(folder: string): { readonly faces: string; readonly families: string } {
  const files = readdirSync(folder).filter((name) => /^(golos-text|noto-sans-armenian-armenian-400).*\.woff2$/.test(name)).sort();
  const faces = files.map((name, index) => `@font-face{font-family:"f${index}";src:url(data:font/woff2;base64,${readFileSync(join(folder, name)).toString('base64')});font-weight:400 700}`);
  return { faces: faces.join('\n'), families: [...files.map((_, index) => `"f${index}"`), 'sans-serif'].join(',') };
}
