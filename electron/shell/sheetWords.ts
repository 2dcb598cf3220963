import type { KeyUsage } from '../../shared/bundle/registry.ts';
import type { Language } from '../../shared/ipc/service.ts';

interface SheetWords {
  readonly title: string;
  readonly what: string;
  readonly holder: string;
  readonly body: string;
  readonly country: string;
  readonly usage: string;
  readonly usages: Readonly<Partial<Record<KeyUsage, string>>>;
  readonly created: string;
  readonly secret: string;
  readonly fingerprint: string;
  readonly publicKey: string;
  readonly keep: string;
  readonly advice: readonly string[];
  readonly received: string;
  readonly date: string;
}

/** What the recovery sheet says. */
export const sheetWords: Readonly<Record<Language, SheetWords>> = {
  ru: {
    title: 'Лист восстановления ключа',
    what: 'Программа «Свод». По этому листу и парольной фразе ключ можно восстановить на любом компьютере.',
    holder: 'Владелец',
    body: 'Орган',
    country: 'Государство',
    usage: 'Назначение',
    usages: { official: 'подписание пакетов органа', commission: 'подписание реестра ключей и пакетов Комиссии' },
    created: 'Создан',
    secret: 'Текст восстановления',
    fingerprint: 'Отпечаток ключа',
    publicKey: 'Открытый ключ',
    keep: 'Как хранить',
    advice: [
      'Храните лист в сейфе. Парольной фразы на нём нет: не записывайте её на листе и не храните рядом с ним.',
      'Без парольной фразы лист бесполезен; без листа и компьютера, на котором создан ключ, бесполезна парольная фраза.',
      'Если лист утрачен или мог попасть в чужие руки, сообщите в Комиссию: она отзовёт ключ.',
    ],
    received: 'Лист принял: фамилия, подпись',
    date: 'Дата',
  },
  en: {
    title: 'Key recovery sheet',
    what: 'Svod. With this sheet and the passphrase the key can be restored on any computer.',
    holder: 'Holder',
    body: 'Body',
    country: 'State',
    usage: 'Used for',
    usages: { official: 'signing the bundles of the body', commission: 'signing the key registry and the bundles of the Commission' },
    created: 'Created',
    secret: 'Recovery text',
    fingerprint: 'Fingerprint of the key',
    publicKey: 'Public key',
    keep: 'How to keep it',
    advice: [
      'Keep the sheet in a safe. The passphrase is not on it: do not write it here, and do not keep it beside the sheet.',
      'Without the passphrase the sheet is useless; without the sheet and the computer where the key was made, so is the passphrase.',
      'If the sheet is lost or may have been seen by others, tell the Commission: it will revoke the key.',
    ],
    received: 'Sheet received by: name, signature',
    date: 'Date',
  },
};
