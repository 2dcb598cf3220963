import type { Language } from '../../../shared/ipc/service.ts';

/** What the dialogs of the system say. */
export interface DialogWords {
  readonly bundles: string;
  readonly bundlesFolder: string;
  readonly saveReport: string;
  readonly reportFile: (run: number) => string;
  readonly json: string;
  readonly encryptedBundles: string;
  readonly receipts: string;
  readonly pickReceipts: string;
  readonly receiptsFolder: string;
  readonly pickAwaiting: string;
  readonly manifests: string;
  readonly saveManifest: string;
  readonly signatures: string;
  readonly pickSignature: string;
  readonly pickAny: string;
  readonly proofs: string;
  readonly saveProof: string;
  readonly savePage: string;
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
  readonly restoreFolder: string;
  readonly workbooks: string;
  readonly pickWorkbook: string;
  readonly pickForm: string;
  readonly formPack: string;
  readonly pickFormToSign: string;
  readonly formSources: string;
  readonly tablesFolder: string;
  readonly lists: string;
  readonly pickInvited: string;
  readonly remindersFolder: string;
  readonly pickMedium: string;
  readonly saveRoot: string;
  readonly saveGuide: string;
  readonly guideFile: string;
  readonly saveTemplate: string;
  readonly templateFile: (number: string) => string;
  readonly emptyTemplateFile: string;
  readonly intakes: string;
  readonly pickIntake: string;
  readonly saveRefused: string;
  readonly refusedFile: string;
  readonly saveForm: string;
  readonly emptyFormFile: string;
  readonly formFile: (number: string) => string;
  readonly saveRegister: string;
  readonly registerFile: string;
}

export const words: Readonly<Record<Language, DialogWords>> = {
  ru: {
    bundles: 'Пакеты «Свода»',
    saveReport: 'Куда сохранить отчёт о слиянии',
    reportFile: (run) => `Отчёт о слиянии ${run}`,
    json: 'Данные JSON',
    bundlesFolder: 'Выберите папку с пакетами',
    encryptedBundles: 'Зашифрованные пакеты «Свода»',
    receipts: 'Квитанции Комиссии',
    pickReceipts: 'Выберите файлы квитанций',
    receiptsFolder: 'В какую папку записать квитанции',
    pickAwaiting: 'Выберите пакет, который ждёт печати',
    manifests: 'Манифест пакета',
    saveManifest: 'Куда сохранить манифест',
    signatures: 'Файлы подписи',
    pickSignature: 'Выберите файл подписи',
    pickAny: 'Выберите файл для осмотра',
    proofs: 'Доказательства значений',
    saveProof: 'Куда сохранить доказательство',
    savePage: 'Куда сохранить страницу',
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
    restoreFolder: 'В какую новую папку восстановить копию',
    workbooks: 'Книги Excel',
    pickWorkbook: 'Выберите книгу формы',
    pickForm: 'Выберите файл анкеты',
    formPack: 'Анкета',
    pickFormToSign: 'Выберите анкету для подписания',
    formSources: 'Книга Excel или файл анкеты',
    tablesFolder: 'В какую папку записать таблицы',
    lists: 'Перечень организаций (Excel, CSV)',
    pickInvited: 'Выберите перечень приглашённых организаций',
    remindersFolder: 'В какую папку записать напоминания',
    pickMedium: 'Выберите папку носителя с ключом корня',
    saveRoot: 'Куда сохранить лист корня',
    saveGuide: 'Куда сохранить руководство',
    guideFile: 'Свод. Руководство пользователя.pdf',
    saveTemplate: 'Куда сохранить книгу',
    templateFile: (number) => `Анкета ${number}.xlsx`,
    emptyTemplateFile: 'Пустая анкета.xlsx',
    intakes: 'Книги Excel и списки CSV',
    pickIntake: 'Выберите книгу или список',
    saveRefused: 'Куда сохранить отклонённые строки',
    refusedFile: 'Отклонённые строки.xlsx',
    saveForm: 'Куда сохранить анкету',
    emptyFormFile: 'Пустая анкета.pdf',
    formFile: (number) => `Анкета ${number}.pdf`,
    saveRegister: 'Куда сохранить реестр организаций',
    registerFile: 'Реестр организаций.pdf',
  },
  en: {
    bundles: 'Svod bundles',
    saveReport: 'Save the report of the merge',
    reportFile: (run) => `Merge report ${run}`,
    json: 'JSON data',
    bundlesFolder: 'Choose the folder with the bundles',
    encryptedBundles: 'Encrypted Svod bundles',
    receipts: 'Receipts of the Commission',
    pickReceipts: 'Choose receipt files',
    receiptsFolder: 'Folder for the receipts',
    pickAwaiting: 'Choose the bundle that awaits its seal',
    manifests: 'Manifest of a bundle',
    saveManifest: 'Save the manifest',
    signatures: 'Signature files',
    pickSignature: 'Choose the signature file',
    pickAny: 'Choose a file to examine',
    proofs: 'Proofs of values',
    saveProof: 'Save the proof',
    savePage: 'Save the page',
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
    restoreFolder: 'New folder for the restored copy',
    workbooks: 'Excel workbooks',
    pickWorkbook: 'Choose a form workbook',
    pickForm: 'Choose a form file',
    pickFormToSign: 'Choose the form to sign',
    formSources: 'Excel workbook or form file',
    formPack: 'Survey form',
    tablesFolder: 'Choose a folder for the tables',
    lists: 'List of companies (Excel, CSV)',
    pickInvited: 'Choose the list of invited companies',
    remindersFolder: 'Choose a folder for the reminders',
    pickMedium: 'Choose the folder of the medium with the root key',
    saveRoot: 'Save the root sheet',
    saveGuide: 'Save the user guide',
    guideFile: 'Svod user guide.pdf',
    saveTemplate: 'Save the workbook',
    templateFile: (number) => `Form ${number}.xlsx`,
    emptyTemplateFile: 'Empty form.xlsx',
    intakes: 'Excel workbooks and CSV lists',
    pickIntake: 'Choose a workbook or a list',
    saveRefused: 'Save the refused rows',
    refusedFile: 'Refused rows.xlsx',
    saveForm: 'Save the form',
    emptyFormFile: 'Empty form.pdf',
    formFile: (number) => `Form ${number}.pdf`,
    saveRegister: 'Save the register of companies',
    registerFile: 'Register of companies.pdf',
  },
};
