import type { Country } from './states.ts';

/** A body that collects surveys, with the official who answers for it. */
export interface Body {
  readonly slug: string;
  readonly country: Country;
  readonly name: string;
  readonly person: string;
}

/** Six bodies of the five states: two of one state share companies. */
export const BODIES: readonly Body[] = [
  { slug: 'ru-ministry', country: 'RU', name: 'Министерство промышленности и торговли Российской Федерации', person: 'Заречная Ольга Викторовна' },
  { slug: 'ru-region', country: 'RU', name: 'Департамент промышленной политики Новгородской области', person: 'Лугин Степан Андреевич' },
  { slug: 'by-ministry', country: 'BY', name: 'Министерство промышленности Республики Беларусь', person: 'Верас Наталья Леонидовна' },
  { slug: 'kz-ministry', country: 'KZ', name: 'Министерство промышленности и строительства Республики Казахстан', person: 'Тасболатова Алия Маратовна' },
  { slug: 'kg-ministry', country: 'KG', name: 'Министерство экономики и коммерции Кыргызской Республики', person: 'Джумабаев Эрлан Сапарович' },
  { slug: 'am-ministry', country: 'AM', name: 'Министерство высокотехнологической промышленности Республики Армения', person: 'Назарян Гаяне Ваграмовна' },
];

export const COMMISSION = { slug: 'commission', name: 'Евразийская экономическая комиссия, Департамент промышленной политики', person: 'Тимофеев Руслан Игоревич' } as const;
