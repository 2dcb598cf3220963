import { renderSVG } from 'uqr';
import type { Language } from '../../../shared/ipc/service.ts';
import { printDay } from '../../../shared/text/values.ts';
import type { RootSheet } from '../../bundle/trust/ceremonyHandlers.ts';
import { escape, pageOf, SHEET_STYLE } from './page.ts';
import type { Paper } from './paper.ts';

const texts = {
  ru: {
    title: 'Корень доверия', words: 'Слова для чтения вслух', digits: 'Отпечаток цифрами', keys: 'Ключи корня',
    what: (body: string) => `${body}. С этим листом сверяют корень реестра ключей программы «Свод» на новом компьютере: по словам, по цифрам или по коду.`,
    rule: ({ version, threshold, keys }: RootSheet) => `Версия ${version}. Следующий корень подписывают не менее ${threshold} из ${keys.length} ключей.`,
    until: 'Действует до', advice: 'Слова на экране и на листе должны совпасть все до одного. Не совпало хоть одно – не устанавливайте реестр и позвоните в Комиссию по известному вам номеру.',
    sign: ['Ответственный: фамилия, подпись', 'Дата'],
  },
  en: {
    title: 'Root of trust', words: 'Words to read aloud', digits: 'Fingerprint in digits', keys: 'Keys of the root',
    what: (body: string) => `${body}. With this sheet the root of Svod’s key registry is compared on a new computer: by words, by digits or by the code.`,
    rule: ({ version, threshold, keys }: RootSheet) => `Version ${version}. The next root takes the signatures of at least ${threshold} of ${keys.length} keys.`,
    until: 'In force until', advice: 'The words on the screen and on the sheet must all be the same. If a single one differs, do not install the registry, and call the Commission on a number you know.',
    sign: ['Responsible: name, signature', 'Date'],
  },
} as const;

/** The page of a root to be kept and compared (B13): words, digits, QR code, holders of its keys. `folder` holds the window's files. */
export function rootSheet(root: RootSheet, language: Language, folder: string): Paper {
  const words = texts[language];
  const { fingerprint, id, keys, body, expiresAt } = root;
  const style = `${SHEET_STYLE}
.root { display: grid; grid-template-columns: 1fr 58mm; gap: 8mm } .qr svg { width: 58mm; height: 58mm; margin-top: 5mm }
ol.words { columns: 2; font-size: 15pt; padding-left: 8mm } .words li { padding: 0.6mm 0 } .digits { font-size: 14pt }
.holders { margin: 0 0 6mm; padding-left: 5mm } .holders li { padding: 0.5mm 0 }`;
  const page = `
<h1>${escape(words.title)}</h1><p class="what">${escape(words.what(body))}</p>
<p>${escape(words.rule(root))} ${escape(words.until)}: ${escape(printDay(language, expiresAt))}</p>
<div class="root"><div>
<h2>${escape(words.words)}</h2><ol class="words">${fingerprint.words[language].map((word) => `<li>${escape(word)}</li>`).join('')}</ol>
<h2>${escape(words.digits)}</h2><p class="code digits">${escape(fingerprint.hex)}</p></div>
<div class="qr">${renderSVG(`SVOD-ROOT:${id.toUpperCase()}`, { ecc: 'M', border: 2 })}</div></div>
<h2>${escape(words.keys)}</h2><ul class="holders">${keys.map((key) => `<li><strong>${escape(key.holder)}</strong> <span class="code">${escape(key.fingerprint.hex)}</span></li>`).join('')}</ul>
<p class="box">${escape(words.advice)}</p>
<div class="sign">${words.sign.map((line) => `<div>${escape(line)}</div>`).join('')}</div>`;
  return pageOf({ language, title: words.title, style, body: page }, folder);
}
