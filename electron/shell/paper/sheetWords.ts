import type { KeyUsage } from '../../../shared/bundle/trust/registry.ts';
import type { Language } from '../../../shared/ipc/service.ts';

interface SheetWords {
  readonly title: string;
  readonly what: string;
  readonly holder: string;
  readonly body: string;
  readonly country: string;
  readonly usage: string;
  readonly usages: Readonly<Record<KeyUsage, string>>;
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
    usages: {
      official: 'подписание пакетов органа', seal: 'печать органа: второе подписание пакетов', commission: 'подписание реестра ключей и пакетов Комиссии',
      receipt: 'подписание квитанций', encrypt: 'открытие зашифрованных пакетов', form: 'подписание анкет', update: 'подписание обновлений', root: 'подписание корня доверия Комиссии',
    },
    created: 'Создан',
    secret: 'Текст восстановления',
    fingerprint: 'Отпечаток ключа',
    publicKey: 'Открытый ключ',
    keep: 'Как хранить',
    advice: [
      'Чтобы восстановить ключ, наберите текст восстановления, владельца и орган в точности как на листе: «Настройки» → «Все ключи этого компьютера».',
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
    usages: {
      official: 'signing the bundles of the body', seal: 'seal of the body: second signature of its bundles', commission: 'signing the key registry and the bundles of the Commission',
      receipt: 'signing receipts', encrypt: 'opening encrypted bundles', form: 'signing forms', update: 'signing updates', root: 'signing the root of trust of the Commission',
    },
    created: 'Created',
    secret: 'Recovery text',
    fingerprint: 'Fingerprint of the key',
    publicKey: 'Public key',
    keep: 'How to keep it',
    advice: [
      'To restore the key, type the recovery text, the holder and the body exactly as they stand here: Settings → All keys of this computer.',
      'Keep the sheet in a safe. The passphrase is not on it: do not write it here, and do not keep it beside the sheet.',
      'Without the passphrase the sheet is useless; without the sheet and the computer where the key was made, so is the passphrase.',
      'If the sheet is lost or may have been seen by others, tell the Commission: it will revoke the key.',
    ],
    received: 'Sheet received by: name, signature',
    date: 'Date',
  },
};
