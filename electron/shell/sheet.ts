import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../shared/ipc/service.ts';
import type { Paper } from './paper.ts';

export interface SheetHead {
  readonly language: Language;
  readonly title: string;
  /** Where the window's files are, among them the fonts to print with. */
  readonly folder: string;
}

/** A page of A4 for a safe: one look for all of them. `body` and `style` are what the page has of its own; texts in them are escaped already. */
export function sheetPage({ language, title, folder }: SheetHead, body: string, style: string): Paper {
  const fonts = fontsIn(join(folder, 'assets'));
  const nonce = crypto.randomUUID();
  return {
    html: `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'nonce-${nonce}'; font-src data:">
<title>${escape(title)}</title><style nonce="${nonce}">${fonts.faces}
@page { size: A4; margin: 20mm }
body { font: 11pt/1.45 ${fonts.families}; color: #111; margin: 0 }
h1 { font-size: 18pt; margin: 0 0 2mm }
h2 { font-size: 11pt; margin: 7mm 0 1.5mm }
p { margin: 0 0 2mm } .what { color: #444 }
.box { border: 0.4mm solid #111; padding: 4mm 5mm }
.code { font-family: "DejaVu Sans Mono", "Liberation Mono", Consolas, monospace; letter-spacing: 0.04em }
.sign { display: grid; grid-template-columns: 1fr 1fr; gap: 12mm; margin-top: 14mm } .sign div { border-top: 0.3mm solid #111; padding-top: 1mm; font-size: 9pt; color: #444 }
${style}
</style></head><body>
${body}
</body></html>`,
  };
}

/** The window's own fonts, put into the page: a PC may have none with the letters of the five states. */
function fontsIn(folder: string): { readonly faces: string; readonly families: string } {
  const files = readdirSync(folder).filter((name) => /^(golos-text|noto-sans-armenian-armenian-400).*\.woff2$/.test(name)).sort();
  const faces = files.map((name, index) => `@font-face{font-family:"f${index}";src:url(data:font/woff2;base64,${readFileSync(join(folder, name)).toString('base64')});font-weight:400 700}`);
  return { faces: faces.join('\n'), families: [...files.map((_, index) => `"f${index}"`), 'sans-serif'].join(',') };
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escape = (text: string): string => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);
