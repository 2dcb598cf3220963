import { fingerprintOf, shortCode } from '../../../shared/bundle/signing/fingerprint.ts';
import type { Language } from '../../../shared/ipc/service.ts';
import type { Answer, Path } from '../../../shared/survey/response.ts';
import { nameAt, printAnswerAt } from '../../../shared/text/answer.ts';
import { printDay } from '../../../shared/text/values.ts';
import type { ProofSheet } from '../../bundle/doctor/handlers.ts';
import { escape, factList, pageOf, SHEET_STYLE } from './page.ts';
import type { Paper } from './paper.ts';

interface ProofWords {
  readonly title: string;
  readonly what: string;
  readonly company: string;
  readonly question: string;
  readonly whole: string;
  readonly value: string;
  readonly said: string;
  readonly gone: string;
  readonly chain: string;
  readonly enteredBy: string;
  readonly record: string;
  readonly bundle: string;
  readonly bundleValue: (body: string, seq: number, code: string) => string;
  readonly signedBy: string;
  readonly registry: string;
  readonly root: string;
  readonly compared: string;
  readonly uncompared: string;
  readonly limits: readonly string[];
  readonly check: string;
  readonly checkText: (file: string) => string;
  readonly received: string;
  readonly date: string;
}

/** What the page of a proof says (B24). */
const words: Readonly<Record<Language, ProofWords>> = {
  ru: {
    title: 'Доказательство значения',
    what: 'Программа «Свод». Страница повторяет содержание файла доказательства; проверить можно только сам файл.',
    company: 'Организация', question: 'Вопрос', whole: 'все ответы одной записи', value: 'Значение', said: 'Что сказано', gone: 'ответ снят',
    chain: 'Чем это подтверждено', enteredBy: 'Внёс (заявлено)', record: 'Запись', bundle: 'Пакет',
    bundleValue: (body, seq, code) => `${body}, № ${seq}, краткий код ${code}`,
    signedBy: 'Подписан ключом', registry: 'Реестр ключей, версия', root: 'Отпечаток корня: сверьте эти слова с Комиссией',
    compared: 'Корень совпадает с установленным на компьютере, где напечатана страница.',
    uncompared: 'ВНИМАНИЕ: корень на этом компьютере не установлен. До сверки слов с Комиссией всё на странице лишь заявлено.',
    limits: [
      'Доказано, что это значение подписано указанным ключом. Не доказано, что позже его не заменили другим.',
      'Это печать целостности, а не юридически значимая подпись.',
      'Сведений о других организациях в файле нет, только хеши.',
    ],
    check: 'Как проверить', checkText: (file) => `«Свод» → «Пакеты» → «Осмотреть файл…» → ${file}; или svod bundle check-proof ${file} --root «отпечаток корня».`,
    received: 'Проверил: фамилия, подпись', date: 'Дата',
  },
  en: {
    title: 'Proof of a value',
    what: 'Svod. This page repeats what the file of the proof holds; only the file itself can be checked.',
    company: 'Company', question: 'Question', whole: 'all answers of one record', value: 'Value', said: 'What is said', gone: 'the answer was taken away',
    chain: 'What stands behind it', enteredBy: 'Entered by (claimed)', record: 'Record', bundle: 'Bundle',
    bundleValue: (body, seq, code) => `${body}, No. ${seq}, short code ${code}`,
    signedBy: 'Signed with the key of', registry: 'Registry of keys, version', root: 'Fingerprint of the root: compare these words with the Commission',
    compared: 'The root is the one installed on the computer that printed this page.',
    uncompared: 'ATTENTION: the root is not installed on this computer. Until its words are compared with the Commission, everything here is only claimed.',
    limits: [
      'It is proved that this value was signed with that key. It is not proved that nothing was signed later.',
      'This is an integrity seal, not a legal signature.',
      'The file holds nothing of other companies but hashes.',
    ],
    check: 'How to check it', checkText: (file) => `Svod → Bundles → Examine a file… → ${file}; or svod bundle check-proof ${file} --root “fingerprint of the root”.`,
    received: 'Checked by: name, signature', date: 'Date',
  },
};

/** A proof as one page, with the words of the root to compare. `folder` holds the window's files. */
export function proofPage({ proven, compared, company, form, fileName }: ProofSheet, language: Language, folder: string): Paper {
  const text = words[language];
  const { claim, revision, revisionId, manifest, manifestHash, signers, registry, root } = proven;
  const fingerprint = fingerprintOf(root);
  const print = (path: Path, value: Answer | null): string => (value === null ? text.gone : printAnswerAt(language, form, path, value));
  // In words for people, with the path that the file has.
  const place = (path: Path): string => [form && nameAt(language, form, path), path].filter(Boolean).join(' · ');
  const values: readonly (readonly [string, string])[] = claim.path === null
    ? Object.entries(claim.value as Readonly<Record<Path, Answer>>).map(([path, value]) => [place(path), print(path, value)] as const)
    : [[text.value, print(claim.path, claim.value as Answer | null)]];
  const named = company ? `${company.name} (${company.country} ${company.number})` : claim.entity;
  const entered = `${revision.person}, ${printDay(language, revision.claimedAt, true)}`;
  return pageOf({
    title: text.title, language, style: `${SHEET_STYLE}.warn { font-weight: 700 }`, foot: text.title,
    body: `<h1>${escape(text.title)}</h1><p class="what">${escape(text.what)}</p>
${factList([[text.company, named], [text.question, claim.path === null ? text.whole : place(claim.path)]])}
<h2>${escape(text.said)}</h2><div class="box">${factList(values)}</div>
<h2>${escape(text.chain)}</h2>${factList([
      [text.enteredBy, entered],
      [text.record, revisionId],
      [text.bundle, text.bundleValue(manifest.issuer.body, manifest.seq, shortCode(manifestHash))],
      ...signers.map(({ holder, body, keyId }): readonly [string, string] => [text.signedBy, `${holder}, ${body} · ${fingerprintOf(keyId).hex}`]),
      [text.registry, String(registry.version)],
    ])}
<h2>${escape(text.root)}</h2><p>${escape(fingerprint.words[language].join(' · '))}</p><p class="code">${escape(fingerprint.hex)}</p>
<p class="${compared ? 'what' : 'warn'}">${escape(compared ? text.compared : text.uncompared)}</p>
<h2>${escape(text.check)}</h2><p>${escape(text.checkText(fileName))}</p>
<ol>${text.limits.map((line) => `<li>${escape(line)}</li>`).join('')}</ol>
<div class="sign"><div>${escape(text.received)}</div><div>${escape(text.date)}</div></div>`,
  }, folder);
}
