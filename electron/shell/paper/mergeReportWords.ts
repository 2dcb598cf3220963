import type { FileVerdict, MergeTotals } from '../../../shared/ipc/merge.ts';
import type { Language } from '../../../shared/ipc/service.ts';
import type { ChangeKind } from '../../../shared/merge/change.ts';

interface ReportWords {
  readonly title: (run: number) => string;
  readonly body: string;
  readonly made: string;
  readonly person: string;
  readonly round: string;
  readonly form: string;
  readonly formValue: (title: string, version: string) => string;
  readonly undone: (date: string) => string;
  readonly stopped: string;
  readonly senders: string;
  readonly fileColumns: readonly string[];
  readonly unknownSender: string;
  readonly claims: (body: string) => string;
  readonly verdicts: Readonly<Record<FileVerdict['verdict'], string>>;
  readonly waits: (seq: number) => string;
  readonly unchecked: (name: string) => string;
  readonly keyDates: Readonly<Record<'not-yet' | 'expired', string>>;
  readonly changed: string;
  readonly totals: readonly (readonly [keyof MergeTotals, string])[];
  readonly companyColumns: readonly string[];
  readonly kinds: Readonly<Record<ChangeKind, string>>;
  readonly noName: string;
  readonly newNote: string;
  readonly values: string;
  readonly valueColumns: readonly string[];
  readonly nothing: string;
  readonly missing: string;
  readonly noneMissing: string;
  readonly seqs: (body: string, seqs: readonly number[]) => string;
  readonly silent: (body: string) => string;
  readonly otherRound: (file: string, round: string) => string;
  readonly justified: string;
  readonly justifiedColumns: readonly string[];
  readonly noneJustified: string;
  readonly noted: string;
  readonly notedColumns: readonly string[];
  readonly noneNoted: string;
  readonly check: string;
  readonly state: string;
  readonly view: string;
  readonly backup: string;
  readonly conflictsNow: string;
  readonly hashNote: string;
  readonly sign: readonly string[];
}

/** What the report of a merge says on paper. */
export const mergeReportWords: Readonly<Record<Language, ReportWords>> = {
  ru: {
    title: (run) => `Отчёт о слиянии № ${run}`,
    body: 'Орган', made: 'Слияние проведено', person: 'Провёл(а)', round: 'Обследование', form: 'Анкета', formValue: (title, version) => `«${title}», версия ${version}`,
    undone: (date) => `Это слияние отменено ${date}. Ниже сказано, что оно принесло; сейчас этого в базе нет.`,
    stopped: 'Слияние было прервано: остальные файлы в него не вошли.',
    senders: '1. Кто что прислал', fileColumns: ['Файл', '№', 'Код', 'Создан', 'Подписал(а)', 'Органи­заций, редакций', 'Итог'],
    unknownSender: 'Отправитель не подтверждён подписью', claims: (body) => `со слов файла: ${body}`,
    verdicts: { verified: 'проверен', merged: 'сведён', pending: 'сохранён, ожидает', 'already-merged': 'был сведён ранее', refused: 'отклонён' },
    waits: (seq) => `ждёт № ${seq}`, unchecked: (name) => `национальная подпись ${name} приложена, здесь не проверялась`,
    keyDates: { 'not-yet': 'подписан раньше начала действия ключа (по часам отправителя)', expired: 'подписан после окончания срока ключа (по часам отправителя)' },
    changed: '2. Что изменилось',
    totals: [
      ['companiesAdded', 'новые организации'], ['companiesUpdated', 'обновлённые'], ['companiesUnchanged', 'без изменений'],
      ['conflicts', 'расхождения'], ['added', 'новые редакции'], ['already', 'известные ранее'], ['pending', 'ожидающие'],
    ],
    companyColumns: ['Организация', 'Идентифи­катор', 'Итог', 'Измене­ний', 'Расхож­дений', 'Из файлов'],
    kinds: { added: 'новая', updated: 'обновлена', unchanged: 'без изменений', conflict: 'расхождение', pending: 'ожидает' },
    noName: 'Ещё не видна', newNote: 'У новой организации новы все ответы; они стоят в её пакете и по одному здесь не перечислены.',
    values: 'Изменённые значения', valueColumns: ['Место', 'Было', 'Стало', 'Кто внёс, орган', 'Редакция'], nothing: 'Изменений нет.',
    missing: '3. Чего не хватает', noneMissing: 'Пропусков нет, сведения поступили от всех органов реестра.',
    seqs: (body, seqs) => `${body}: не поступили пакеты № ${seqs.join(', ')}.`, silent: (body) => `${body}: за это обследование не поступило ни одного пакета.`,
    otherRound: (file, round) => `Файл ${file} относится к другому обследованию: ${round}.`,
    justified: '4. Обоснованные предупреждения', justifiedColumns: ['Организация', 'Место', 'Предупреждение', 'Обоснование', 'Кто, орган'], noneJustified: 'Обоснованных предупреждений нет.',
    noted: '5. Примечания', notedColumns: ['Организация', 'Место', 'Примечание', 'Кто, орган'], noneNoted: 'Примечаний нет.',
    check: '6. Для сверки', state: 'Хеш набора редакций', view: 'Хеш сводных данных', backup: 'Резервная копия', conflictsNow: 'Расхождений в базе при составлении отчёта',
    hashNote: 'У двух баз с одними и теми же пакетами хеши совпадают при любом порядке слияния. Редакция по её номеру: svod history или «Откуда значение» в программе.',
    sign: ['Должность', 'Фамилия, подпись', 'Дата'],
  },
  en: {
    title: (run) => `Report of merge No. ${run}`,
    body: 'Body', made: 'Merged on', person: 'Merged by', round: 'Round', form: 'Form', formValue: (title, version) => `${title}, version ${version}`,
    undone: (date) => `This merge was taken back on ${date}. What follows says what it brought; none of it is in the base now.`,
    stopped: 'The merge was stopped: the other files are not part of it.',
    senders: '1. Who sent what', fileColumns: ['File', 'No.', 'Code', 'Created', 'Signed by', 'Companies, revisions', 'Outcome'],
    unknownSender: 'Sender not confirmed by a signature', claims: (body) => `the file claims: ${body}`,
    verdicts: { verified: 'verified', merged: 'merged', pending: 'kept, waits', 'already-merged': 'merged earlier', refused: 'refused' },
    waits: (seq) => `waits for No. ${seq}`, unchecked: (name) => `national signature ${name} attached, not checked here`,
    keyDates: { 'not-yet': 'signed before its key began to be valid (by the clock of the sender)', expired: 'signed after its key had expired (by the clock of the sender)' },
    changed: '2. What changed',
    totals: [
      ['companiesAdded', 'new companies'], ['companiesUpdated', 'updated'], ['companiesUnchanged', 'unchanged'],
      ['conflicts', 'conflicts'], ['added', 'new revisions'], ['already', 'known before'], ['pending', 'waiting'],
    ],
    companyColumns: ['Company', 'Identifier', 'Outcome', 'Changes', 'Conflicts', 'From files'],
    kinds: { added: 'new', updated: 'updated', unchanged: 'unchanged', conflict: 'conflict', pending: 'waits' },
    noName: 'Not visible yet', newNote: 'Of a new company every answer is new; they stand in its bundle and are not listed here one by one.',
    values: 'Changed values', valueColumns: ['Place', 'Before', 'After', 'Entered by, body', 'Revision'], nothing: 'No changes.',
    missing: '3. What is missing', noneMissing: 'No gaps; every body of the registry has sent its data.',
    seqs: (body, seqs) => `${body}: bundles No. ${seqs.join(', ')} have not come.`, silent: (body) => `${body}: no bundle of this round has come.`,
    otherRound: (file, round) => `The file ${file} is of another round: ${round}.`,
    justified: '4. Justified warnings', justifiedColumns: ['Company', 'Place', 'Warning', 'Justification', 'Who, body'], noneJustified: 'No warnings are justified.',
    noted: '5. Notes', notedColumns: ['Company', 'Place', 'Note', 'Who, body'], noneNoted: 'There are no notes.',
    check: '6. For comparison', state: 'Hash of the revisions', view: 'Hash of the view', backup: 'Backup', conflictsNow: 'Conflicts in the base when this report was made',
    hashNote: 'Two bases that hold the same bundles have the same hashes, whatever the order of merging. A revision by its number: svod history, or the origin of a value in the program.',
    sign: ['Position', 'Name, signature', 'Date'],
  },
};
