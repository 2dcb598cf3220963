import type { Answer, Path } from '../../shared/survey/response.ts';
import { formOf, group, q, repeat } from './form.ts';

/** A form with every kind of cell that a workbook for companies has; `test/fixtures/libreoffice/returned.xlsx` answers it. */
export const RETURNED_FORM = {
  ...formOf([
    group('A', [
      q('country', 'text', { identity: 'country', label: { ru: 'Государство' } }),
      q('number', 'text', { identity: 'number', idScheme: 'ru_inn', label: { ru: 'ИНН' } }),
      q('name', 'text', { identity: 'name', label: { ru: 'Полное наименование' } }),
      q('founded', 'date', { label: { ru: 'Дата регистрации' } }),
      q('signed', 'date', { label: { ru: 'Дата заполнения' } }),
      q('staff', 'integer', { label: { ru: 'Численность' } }),
      q('revenue', 'decimal', { label: { ru: 'Выручка' } }),
      q('share', 'decimal', { label: { ru: 'Доля экспорта' } }),
      q('export', 'decimal', { label: { ru: 'Экспорт' } }),
      q('form', 'select_one', { list: 'forms', label: { ru: 'Форма собственности' } }),
      q('roles', 'select_multiple', { list: 'roles', label: { ru: 'Виды деятельности' } }),
      q('okpo', 'text', { label: { ru: 'Код ОКПО' } }),
      q('remark', 'text', { label: { ru: 'Примечание' } }),
    ], { label: { ru: 'Организация' } }),
    group('J', [
      repeat('product', [
        q('title', 'text', { label: { ru: 'Изделие' } }), q('kind', 'select_one', { list: 'roles', label: { ru: 'Вид' } }), q('volume', 'decimal', { label: { ru: 'Выпуск' } }),
      ], { label: { ru: 'Продукция' } }),
    ], { label: { ru: 'Продукция' } }),
  ], {
    choices: {
      forms: [{ value: 'state', label: { ru: 'Государственная' } }, { value: 'private', label: { ru: 'Частная' } }],
      roles: [{ value: 'design', label: { ru: 'Проектирование' } }, { value: 'fab', label: { ru: 'Кристальное производство' } }, { value: 'test', label: { ru: 'Испытания' } }],
    },
  }),
  id: 'returned', languages: ['ru'], defaultLanguage: 'ru', title: { ru: 'Анкета' },
};

/** What the company had answered when its workbook was made. */
export const BEFORE_RETURN: readonly (readonly [Path, Answer])[] = [
  ['/A/founded', '1999-09-11'], ['/A/staff', 120], ['/A/revenue', 1_500_000.5], ['/A/export', 300], ['/A/form', 'state'], ['/A/roles', ['design', 'test']], ['/A/okpo', '00123456'],
  ['/A/remark', 'Первая строка\nвторая; «кавычки» & <знаки>'],
  ['/J/product[k1]', 1], ['/J/product[k1]/title', 'Приёмопередатчик'], ['/J/product[k1]/kind', 'design'], ['/J/product[k1]/volume', 10],
  ['/J/product[k2]', 2], ['/J/product[k2]/title', 'Усилитель'], ['/J/product[k2]/volume', 20.25],
  ['/J/product[k3]', 3], ['/J/product[k3]/title', 'Контроллер'],
];
