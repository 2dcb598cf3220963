import type { Language } from '../../../shared/ipc/service.ts';
import type { ReasonCode } from '../../../shared/survey/response.ts';
import { printSentence } from '../../../shared/text/print.ts';
import { printNumber } from '../../../shared/text/values.ts';

export interface PaperWords {
  readonly body: string;
  readonly round: string;
  readonly company: string;
  readonly number: string;
  readonly standing: string;
  readonly saved: string;
  readonly code: string;
  readonly draft: string;
  readonly version: (version: string) => string;
  readonly emptyForm: string;
  readonly shortForm: string;
  readonly dependsOn: (names: readonly string[]) => string;
  /** Beside a question that is answered from a list at the end. */
  readonly fromList: (number: number) => string;
  readonly lists: string;
  readonly listsHow: string;
  readonly nothing: string;
  readonly noRows: string;
  readonly record: (index: number) => string;
  readonly reason: (reason: ReasonCode) => string;
  readonly justifications: string;
  readonly because: string;
  readonly notes: string;
  readonly sign: readonly string[];
  readonly register: string;
  readonly state: string;
  readonly printed: string;
  readonly search: string;
  readonly total: string;
  readonly columns: Readonly<Record<'index' | 'state' | 'number' | 'name' | 'region' | 'status' | 'filled', string>>;
  readonly filled: (answered: number, required: number) => string;
}

/** What a printed form and the printed list of companies say. */
export const paperWords: Readonly<Record<Language, PaperWords>> = {
  ru: {
    body: 'Орган', round: 'Обследование', company: 'Организация', number: 'Идентификатор', standing: 'Состояние',
    saved: 'Изменена', code: 'Код содержания', draft: 'черновик', version: (version) => `Версия анкеты ${version}`,
    emptyForm: 'Пустая анкета', shortForm: 'Краткая форма: напечатана часть вопросов', dependsOn: (names) => `зависит от ответа на ${names.join(', ')}`,
    fromList: (number) => `перечень ${number}`, lists: 'Перечни ответов', listsHow: 'Где у вопроса указан перечень, впишите ответ из него; где перед ответом стоит код, достаточно кода.',
    nothing: 'Вопросов нет.', noRows: 'Строк нет.', record: (index) => `Запись ${index}`, reason: (reason) => printSentence('ru', `reason.${reason}`),
    justifications: 'Обоснования предупреждений', because: 'Обоснование:', notes: 'Примечания', sign: ['Должность', 'Фамилия, подпись', 'Дата'],
    register: 'Реестр организаций', state: 'Государство', printed: 'Составлен', search: 'Отбор по словам', total: 'Всего',
    columns: { index: '№', state: 'Государство', number: 'Идентификатор', name: 'Наименование', region: 'Регион', status: 'Состояние', filled: 'Заполнено' },
    filled: (answered, required) => `${printNumber('ru', answered)} из ${printNumber('ru', required)}`,
  },
  en: {
    body: 'Body', round: 'Round', company: 'Company', number: 'Identifier', standing: 'Status',
    saved: 'Changed', code: 'Content code', draft: 'draft', version: (version) => `Form version ${version}`,
    emptyForm: 'Empty form', shortForm: 'Short form: some of the questions are printed', dependsOn: (names) => `depends on the answer to ${names.join(', ')}`,
    fromList: (number) => `list ${number}`, lists: 'Lists of answers', listsHow: 'Where a question names a list, write an answer from it; where a code stands before the answer, the code will do.',
    nothing: 'No questions.', noRows: 'No rows.', record: (index) => `Record ${index}`, reason: (reason) => printSentence('en', `reason.${reason}`),
    justifications: 'Justifications of warnings', because: 'Justification:', notes: 'Notes', sign: ['Position', 'Name, signature', 'Date'],
    register: 'Register of companies', state: 'State', printed: 'Made on', search: 'Search', total: 'Total',
    columns: { index: 'No.', state: 'State', number: 'Identifier', name: 'Name', region: 'Region', status: 'Status', filled: 'Filled in' },
    filled: (answered, required) => `${printNumber('en', answered)} of ${printNumber('en', required)}`,
  },
};
