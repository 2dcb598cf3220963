/** What differs between the five states when a company is made up. */
export type Country = 'AM' | 'BY' | 'KZ' | 'KG' | 'RU';
export const COUNTRIES: readonly Country[] = ['AM', 'BY', 'KZ', 'KG', 'RU'];

export interface Town {
  readonly name: string;
  /** ISO 3166-2. */
  readonly region: string;
  readonly streets: readonly string[];
}

export interface LegalForm {
  readonly code: 'ao' | 'ooo' | 'up';
  readonly full: string;
  readonly short: string;
  readonly english: string;
}

export interface State {
  readonly currency: string;
  /** Units of the currency for one US dollar, to give every state figures of one size. */
  readonly rate: number;
  readonly phone: string;
  readonly domain: string;
  readonly towns: readonly Town[];
  readonly forms: readonly LegalForm[];
}

const JSC: Omit<LegalForm, 'full' | 'short'> = { code: 'ao', english: 'JSC' };
const LLC: Omit<LegalForm, 'full' | 'short'> = { code: 'ooo', english: 'LLC' };

export const STATES: Readonly<Record<Country, State>> = {
  RU: {
    currency: 'RUB', rate: 84, phone: '+7 (495)', domain: 'ru',
    towns: [
      { name: 'г. Зеленоград', region: 'RU-MOW', streets: ['ул. Юности', 'проезд № 4806', 'Панфиловский проспект'] },
      { name: 'г. Воронеж', region: 'RU-VOR', streets: ['ул. Старых Большевиков', 'Ленинский проспект', 'ул. Электросигнальная'] },
      { name: 'г. Нижний Новгород', region: 'RU-NIZ', streets: ['ул. Горная', 'проспект Гагарина', 'ул. Нартова'] },
      { name: 'г. Томск', region: 'RU-TOM', streets: ['проспект Развития', 'ул. Высоцкого', 'ул. Елизаровых'] },
      { name: 'г. Саранск', region: 'RU-MO', streets: ['ул. Лодыгина', 'ул. Пролетарская', 'ул. Строительная'] },
      { name: 'г. Великий Новгород', region: 'RU-NGR', streets: ['ул. Нехинская', 'ул. Большая Санкт-Петербургская', 'ул. Северная'] },
    ],
    forms: [
      { ...JSC, full: 'Акционерное общество', short: 'АО' },
      { ...LLC, full: 'Общество с ограниченной ответственностью', short: 'ООО' },
    ],
  },
  BY: {
    currency: 'BYN', rate: 3.1, phone: '+375 (17)', domain: 'by',
    towns: [
      { name: 'г. Минск', region: 'BY-HM', streets: ['ул. Корженевского', 'Партизанский проспект', 'ул. Кижеватова'] },
      { name: 'г. Брест', region: 'BY-BR', streets: ['ул. Писателя Смирнова', 'ул. Суворова', 'ул. Катин Бор'] },
      { name: 'г. Витебск', region: 'BY-VI', streets: ['ул. Правды', 'Московский проспект', 'ул. Терешковой'] },
      { name: 'г. Гомель', region: 'BY-HO', streets: ['ул. Советская', 'ул. Объездная', 'ул. Лепешинского'] },
    ],
    forms: [
      { ...JSC, full: 'Открытое акционерное общество', short: 'ОАО' },
      { ...LLC, full: 'Общество с ограниченной ответственностью', short: 'ООО' },
      { code: 'up', full: 'Производственное унитарное предприятие', short: 'ПУП', english: 'Unitary Enterprise' },
    ],
  },
  KZ: {
    currency: 'KZT', rate: 510, phone: '+7 (727)', domain: 'kz',
    towns: [
      { name: 'г. Алматы', region: 'KZ-75', streets: ['ул. Тимирязева', 'проспект Рыскулова', 'ул. Ибрагимова'] },
      { name: 'г. Астана', region: 'KZ-71', streets: ['ул. Сыганак', 'проспект Кабанбай батыра', 'ул. Жанажол'] },
      { name: 'г. Караганда', region: 'KZ-35', streets: ['проспект Назарбаева', 'ул. Складская', 'ул. Ермекова'] },
      { name: 'г. Павлодар', region: 'KZ-55', streets: ['ул. Торайгырова', 'ул. Ломова', 'ул. Космонавтов'] },
    ],
    forms: [
      { ...LLC, full: 'Товарищество с ограниченной ответственностью', short: 'ТОО', english: 'LLP' },
      { ...JSC, full: 'Акционерное общество', short: 'АО' },
    ],
  },
  KG: {
    currency: 'KGS', rate: 87.5, phone: '+996 (312)', domain: 'kg',
    towns: [
      { name: 'г. Бишкек', region: 'KG-GB', streets: ['ул. Токтоналиева', 'проспект Чуй', 'ул. Горького'] },
      { name: 'г. Ош', region: 'KG-GO', streets: ['ул. Курманжан-Датка', 'ул. Моминова', 'ул. Ленина'] },
      { name: 'г. Токмок', region: 'KG-C', streets: ['ул. Ибраимова', 'ул. Промышленная', 'ул. Шамшинская'] },
      { name: 'г. Таш-Кумыр', region: 'KG-J', streets: ['ул. Заводская', 'ул. Нарынская', 'ул. Гагарина'] },
    ],
    forms: [
      { ...LLC, full: 'Общество с ограниченной ответственностью', short: 'ОсОО' },
      { ...JSC, full: 'Открытое акционерное общество', short: 'ОАО' },
    ],
  },
  AM: {
    currency: 'AMD', rate: 385, phone: '+374 (10)', domain: 'am',
    towns: [
      { name: 'г. Ереван', region: 'AM-ER', streets: ['ул. Арама Манукяна', 'ул. Акопа Акопяна', 'проспект Аршакуняц'] },
      { name: 'г. Абовян', region: 'AM-KT', streets: ['ул. Сараландж', 'ул. Барекамутян', 'ул. Ереванян'] },
      { name: 'г. Гюмри', region: 'AM-SH', streets: ['ул. Ширакаци', 'ул. Гарегина Нжде', 'ул. Манушяна'] },
      { name: 'г. Ванадзор', region: 'AM-LO', streets: ['проспект Тиграна Меца', 'ул. Ереванян хчуги', 'ул. Баграмяна'] },
    ],
    forms: [
      { ...LLC, full: 'Общество с ограниченной ответственностью', short: 'ООО' },
      { ...JSC, full: 'Закрытое акционерное общество', short: 'ЗАО', english: 'CJSC' },
    ],
  },
};
