import type { Language } from '../../shared/ipc/service.ts';
import type { RecoverySheet } from '../bundle/handlers.ts';
import type { Paper } from './paper.ts';
import { escape, sheetPage } from './sheet.ts';
import { sheetWords } from './sheetWords.ts';

/** The recovery sheet of a key as one page (B20). `folder` holds the window's files, among them the fonts to print with. */
export function recoverySheet(sheet: RecoverySheet, language: Language, folder: string): Paper {
  const words = sheetWords[language];
  const { key, fingerprint, text } = sheet;
  const facts: readonly (readonly [string, string])[] = [
    [words.holder, key.holder],
    [words.body, key.body],
    [words.country, key.country],
    [words.usage, words.usages[key.usage]],
    [words.created, new Date(key.createdAt).toLocaleDateString(language, { dateStyle: 'long' })],
  ];
  return sheetPage({ language, folder, title: words.title }, `
<h1>${escape(words.title)}</h1><p class="what">${escape(words.what)}</p>
<dl>${facts.map(([name, value]) => `<dt>${escape(name)}</dt><dd>${escape(value)}</dd>`).join('')}</dl>
<h2>${escape(words.secret)}</h2><div class="box code secret">${text.split('-').map((group) => `<span>${escape(group)}</span>`).join('')}</div>
<h2>${escape(words.fingerprint)}</h2><p>${escape(fingerprint.words[language].join(' · '))}</p><p class="code">${escape(fingerprint.hex)}</p>
<h2>${escape(words.publicKey)}</h2><p class="code small">${escape(key.publicKey)}</p>
<h2>${escape(words.keep)}</h2><ol>${words.advice.map((line) => `<li>${escape(line)}</li>`).join('')}</ol>
<div class="sign"><div>${escape(words.received)}</div><div>${escape(words.date)}</div></div>`, `
dl { display: grid; grid-template-columns: 52mm 1fr; margin: 5mm 0 0; row-gap: 1mm } dt { color: #444 } dd { margin: 0 }
.secret { font-size: 13pt; display: grid; grid-template-columns: repeat(5, auto); justify-content: space-between; row-gap: 2.5mm }
.small { font-size: 9pt; word-break: break-all }
ol { margin: 0; padding-left: 5mm }`);
}
