import type { Language } from '../../../shared/ipc/service.ts';
import { printCountry } from '../../../shared/text/countries.ts';
import { printDay } from '../../../shared/text/values.ts';
import type { RecoverySheet } from '../../bundle/handlers.ts';
import { escape, factList, pageOf, SHEET_STYLE } from './page.ts';
import type { Paper } from './paper.ts';
import { sheetWords } from './sheetWords.ts';

/** The recovery sheet of a key as one page (B20). `folder` holds the window's files, among them the fonts to print with. */
export function recoverySheet(sheet: RecoverySheet, language: Language, folder: string): Paper {
  const words = sheetWords[language];
  const { key, fingerprint, text } = sheet;
  const facts: readonly (readonly [string, string])[] = [
    [words.holder, key.holder],
    [words.body, key.body],
    [words.country, printCountry(language, key.country)],
    [words.usage, words.usages[key.usage]],
    [words.created, printDay(language, key.createdAt)],
  ];
  const style = `${SHEET_STYLE}.secret { font-size: 13pt; display: grid; grid-template-columns: repeat(5, auto); justify-content: space-between; row-gap: 2.5mm }`;
  const body = `
<h1>${escape(words.title)}</h1><p class="what">${escape(words.what)}</p>
${factList(facts)}
<h2>${escape(words.secret)}</h2><div class="box code secret">${text.split('-').map((group) => `<span>${escape(group)}</span>`).join('')}</div>
<h2>${escape(words.fingerprint)}</h2><p>${escape(fingerprint.words[language].join(' · '))}</p><p class="code">${escape(fingerprint.hex)}</p>
<h2>${escape(words.publicKey)}</h2><p class="code small">${escape(key.publicKey)}</p>
<h2>${escape(words.keep)}</h2><ol>${words.advice.map((line) => `<li>${escape(line)}</li>`).join('')}</ol>
<div class="sign"><div>${escape(words.received)}</div><div>${escape(words.date)}</div></div>`;
  return pageOf({ language, title: words.title, style, body }, folder);
}
