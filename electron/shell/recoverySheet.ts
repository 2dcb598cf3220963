import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../shared/ipc/service.ts';
import type { RecoverySheet } from '../bundle/handlers.ts';
import type { Paper } from './paper.ts';
import { sheetWords } from './sheetWords.ts';

/** The recovery sheet of a key as one page (B20). `folder` holds the window's files, among them the fonts to print with. */
export function recoverySheet(sheet: RecoverySheet, language: Language, folder: string): Paper {
  const words = sheetWords[language];
  const { key, fingerprint, text } = sheet;
  const fonts = fontsIn(join(folder, 'assets'));
  const nonce = crypto.randomUUID();
  const facts: readonly (readonly [string, string])[] = [
    [words.holder, key.holder],
    [words.body, key.body],
    [words.country, key.country],
    [words.usage, words.usages[key.usage]],
    [words.created, new Date(key.createdAt).toLocaleDateString(language, { dateStyle: 'long' })],
  ];
  return {
    html: `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'nonce-${nonce}'; font-src data:">
<title>${escape(words.title)}</title><style nonce="${nonce}">${fonts.faces}
@page { size: A4; margin: 20mm }
body { font: 11pt/1.45 ${fonts.families}; color: #111; margin: 0 }
h1 { font-size: 18pt; margin: 0 0 2mm }
h2 { font-size: 11pt; margin: 7mm 0 1.5mm }
p { margin: 0 0 2mm } .what { color: #444 }
dl { display: grid; grid-template-columns: 52mm 1fr; margin: 5mm 0 0; row-gap: 1mm } dt { color: #444 } dd { margin: 0 }
.box { border: 0.4mm solid #111; padding: 4mm 5mm }
.code { font-family: "DejaVu Sans Mono", "Liberation Mono", Consolas, monospace; letter-spacing: 0.04em }
.secret { font-size: 13pt; display: grid; grid-template-columns: repeat(5, auto); justify-content: space-between; row-gap: 2.5mm }
.small { font-size: 9pt; word-break: break-all }
ol { margin: 0; padding-left: 5mm } .sign { display: grid; grid-template-columns: 1fr 1fr; gap: 12mm; margin-top: 14mm } .sign div { border-top: 0.3mm solid #111; padding-top: 1mm; font-size: 9pt; color: #444 }
</style></head><body>
<h1>${escape(words.title)}</h1><p class="what">${escape(words.what)}</p>
<dl>${facts.map(([name, value]) => `<dt>${escape(name)}</dt><dd>${escape(value)}</dd>`).join('')}</dl>
<h2>${escape(words.secret)}</h2><div class="box code secret">${text.split('-').map((group) => `<span>${escape(group)}</span>`).join('')}</div>
<h2>${escape(words.fingerprint)}</h2><p>${escape(fingerprint.words[language].join(' · '))}</p><p class="code">${escape(fingerprint.hex)}</p>
<h2>${escape(words.publicKey)}</h2><p class="code small">${escape(key.publicKey)}</p>
<h2>${escape(words.keep)}</h2><ol>${words.advice.map((line) => `<li>${escape(line)}</li>`).join('')}</ol>
<div class="sign"><div>${escape(words.received)}</div><div>${escape(words.date)}</div></div>
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
const escape = (text: string): string => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);
