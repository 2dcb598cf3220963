import type { answers as english } from '../en/answers.ts';

/** То же по-русски. */
export const answers: { readonly [K in keyof typeof english]: string } = {
  'reason.no_data': 'Нет данных',
  'reason.refused': 'Отказ',
  'reason.not_applicable': 'Не применимо',
  'reason.restricted': 'Ограниченный доступ',
  'moved.moved': '{from} – теперь {to}: «{value}»',
  'moved.converted': '{to}: значение «{value}» теперь записано как «{now}»',
  'moved.choices-removed': '{to}: из «{value}» в списке осталось только «{now}»',
  'moved.question-removed': '{from}: вопроса больше нет; был ответ «{value}»',
  'moved.does-not-fit': '{from}: значение «{value}» не подходит к новому типу вопроса',
  'moved.choice-removed': '{from}: варианта «{value}» в списке больше нет',
  'moved.now-calculated': '{from}: теперь вычисляется программой; был ответ «{value}»',
  'moved.place-taken': '{from}: это место занял другой ответ; был ответ «{value}»',
  'moved.row': '{from}: строка теперь находится в таблице {to}',
  'moved.rowAside': '{from}: таблицы больше нет; строка осталась в прежнем черновике',
  'moved.note': 'примечание к {place}',
  'moved.inRow': '{name}, строка {row, number}',
  'moved.rule-removed': '{from}: правила больше нет; было обоснование «{value}»',
};
