import type { doctor as english } from '../en/doctor.ts';

/** Осмотр файла. */
export const doctor: { readonly [K in keyof typeof english]: string } = {
  'doctor.title': 'Осмотр файла',
  'doctor.open': 'Осмотреть файл…',
  'doctor.pick': 'Выбрать файл…',
  'doctor.empty': 'Что это за файл и можно ли ему верить?',
  'doctor.emptyText': 'Выберите любой файл с носителя: пакет, квитанцию, реестр, ключ, анкету, доказательство или неизвестный. Осмотр ничего не меняет и ничему не верит на слово.',
  'doctor.examining': 'Осматривается {file}…',
  'doctor.steps': 'Что проверено',
  'doctor.facts': 'Что говорит файл',
  'doctor.keys': 'Ключи и подписи',
  'doctor.files': 'Файлы внутри',
  'doctor.file': 'Файл',
  'doctor.line': 'Строка',
  'doctor.operation': 'Действие',
  'doctor.verdict': 'Итог',
  'doctor.whole': 'Цело и подписано',
  'doctor.wholeOnly': 'Читается, но никем не заверено',
  'doctor.more': '{count, plural, one {Ещё # запись не показана.} few {Ещё # записи не показаны.} many {Ещё # записей не показано.} other {Ещё # записи не показано.}}',
  'doctor.print': 'Страница для печати (PDF)…',
  'doctor.printed': 'Страница записана: {file}',
  'doctor.prove': 'Доказательство значения…',
};
