import type { Language } from '../../shared/ipc/service.ts';

/** What the dialogs of the system say. */
export interface DialogWords {
  readonly bundles: string;
  readonly registry: string;
  readonly publicKey: string;
  readonly publicKeys: string;
  readonly pdf: string;
  readonly pickBundles: string;
  readonly saveBundle: string;
  readonly pickRegistry: string;
  readonly saveRegistry: string;
  readonly pickKeys: string;
  readonly saveKey: string;
  readonly saveSheet: string;
  readonly pickWorkspace: string;
  readonly workbooks: string;
  readonly pickWorkbook: string;
}

export const words: Readonly<Record<Language, DialogWords>> = {
  ru: {
    bundles: 'Пакеты «Свода»',
    registry: 'Реестр ключей',
    publicKey: 'Открытый ключ',
    publicKeys: 'Открытые ключи',
    pdf: 'Документ PDF',
    pickBundles: 'Выберите файлы пакетов',
    saveBundle: 'Куда сохранить пакет',
    pickRegistry: 'Выберите файл реестра ключей',
    saveRegistry: 'Куда сохранить реестр ключей',
    pickKeys: 'Выберите файлы открытых ключей',
    saveKey: 'Куда сохранить открытый ключ',
    saveSheet: 'Куда сохранить лист восстановления',
    pickWorkspace: 'Выберите рабочую папку',
    workbooks: 'Книги Excel',
    pickWorkbook: 'Выберите книгу формы',
  },
  en: {
    bundles: 'Svod bundles',
    registry: 'Key registry',
    publicKey: 'Public key',
    publicKeys: 'Public keys',
    pdf: 'PDF document',
    pickBundles: 'Choose bundle files',
    saveBundle: 'Save the bundle',
    pickRegistry: 'Choose a key registry file',
    saveRegistry: 'Save the key registry',
    pickKeys: 'Choose public key files',
    saveKey: 'Save the public key',
    saveSheet: 'Save the recovery sheet',
    pickWorkspace: 'Choose a workspace folder',
    workbooks: 'Excel workbooks',
    pickWorkbook: 'Choose a form workbook',
  },
};
