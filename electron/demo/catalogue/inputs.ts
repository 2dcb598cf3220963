import type { Kind } from '../kind.ts';

/** Something fictional companies buy. */
export interface Input {
  readonly kinds: readonly Kind[];
  readonly kind: string;
  readonly name: string;
  readonly tnved: string;
  readonly unit: string;
  /** A year's need, in the unit. */
  readonly need: readonly [number, number];
  readonly origins: readonly string[];
  /** Weeks. */
  readonly lead: readonly [number, number];
}

export const INPUTS: readonly Input[] = [
  { kinds: ['fab'], kind: 'wafers', name: 'Пластины кремния 150 мм с эпитаксиальным слоем', tnved: '3818001000', unit: '796', need: [18_000, 90_000], origins: ['CN', 'RU', 'KZ'], lead: [8, 20] },
  { kinds: ['fab', 'masks'], kind: 'resist', name: 'Фоторезист позитивный, i-линия', tnved: '370710', unit: '166', need: [300, 2400], origins: ['CN', 'RU', 'JP'], lead: [8, 18] },
  { kinds: ['fab'], kind: 'chemicals', name: 'Кислота фтористоводородная 49 %, ОСЧ', tnved: '281111', unit: '166', need: [4_000, 26_000], origins: ['RU', 'CN'], lead: [4, 10] },
  { kinds: ['fab', 'materials'], kind: 'gases', name: 'Силан 6N в баллонах', tnved: '285000', unit: '166', need: [120, 900], origins: ['CN', 'RU', 'KR'], lead: [6, 16] },
  { kinds: ['fab'], kind: 'targets', name: 'Мишени алюминий–кремний 99,999 %', tnved: '760429', unit: '796', need: [12, 90], origins: ['RU', 'CN'], lead: [6, 14] },
  { kinds: ['fab'], kind: 'quartz', name: 'Трубы и лодочки кварцевые', tnved: '701710', unit: '796', need: [40, 320], origins: ['CN', 'RU'], lead: [8, 16] },
  { kinds: ['fab', 'fabless', 'design_house'], kind: 'masks', name: 'Комплекты фотошаблонов', tnved: '370500', unit: '839', need: [4, 40], origins: ['BY', 'RU', 'CN'], lead: [6, 14] },
  { kinds: ['fabless'], kind: 'foundry_service', name: 'Изготовление пластин, КМОП 90–180 нм', tnved: '854231', unit: '796', need: [300, 4_800], origins: ['RU', 'CN', 'MY'], lead: [12, 26] },
  { kinds: ['fabless', 'fab', 'design_house'], kind: 'osat_service', name: 'Сборка в корпуса QFN и LQFP', tnved: '8542', unit: '798', need: [60, 2_400], origins: ['BY', 'RU', 'CN', 'MY'], lead: [5, 12] },
  { kinds: ['fabless', 'design_house'], kind: 'eda', name: 'Лицензии САПР физического проектирования', tnved: '852349', unit: '796', need: [4, 40], origins: ['CN', 'US', 'RU'], lead: [4, 12] },
  { kinds: ['fabless', 'design_house'], kind: 'ip', name: 'СФ-блоки интерфейсов USB и PCI Express', tnved: '852349', unit: '796', need: [1, 6], origins: ['CN', 'US'], lead: [4, 20] },
  { kinds: ['osat'], kind: 'leadframes', name: 'Выводные рамки SOIC, медный сплав', tnved: '854290', unit: '798', need: [9_000, 60_000], origins: ['CN', 'MY', 'RU'], lead: [6, 14] },
  { kinds: ['osat'], kind: 'wire', name: 'Проволока золотая 25 мкм', tnved: '710813', unit: '163', need: [2_500, 22_000], origins: ['RU', 'AM', 'CN'], lead: [4, 9] },
  { kinds: ['osat'], kind: 'compound', name: 'Пресс-компаунд эпоксидный', tnved: '390730', unit: '166', need: [4_000, 42_000], origins: ['CN', 'KR'], lead: [8, 16] },
  { kinds: ['osat'], kind: 'packages', name: 'Корпуса металлокерамические', tnved: '690919', unit: '798', need: [15, 220], origins: ['RU', 'CN'], lead: [8, 18] },
  { kinds: ['materials'], kind: 'chemicals', name: 'Трихлорсилан очищенный', tnved: '281290', unit: '168', need: [40, 700], origins: ['CN', 'RU'], lead: [6, 12] },
  { kinds: ['materials'], kind: 'quartz', name: 'Тигли кварцевые для выращивания слитков', tnved: '701710', unit: '796', need: [60, 600], origins: ['CN', 'RU'], lead: [8, 16] },
  { kinds: ['materials', 'equipment'], kind: 'spares', name: 'Насосы вакуумные и комплекты уплотнений', tnved: '841410', unit: '839', need: [6, 60], origins: ['CN', 'DE', 'RU'], lead: [8, 26] },
  { kinds: ['masks'], kind: 'masks', name: 'Заготовки фотошаблонов, кварц с хромом', tnved: '370199', unit: '796', need: [600, 7_500], origins: ['CN', 'JP', 'KR'], lead: [10, 22] },
  { kinds: ['masks'], kind: 'chemicals', name: 'Травитель хрома и проявитель', tnved: '370790', unit: '166', need: [150, 1_200], origins: ['RU', 'CN'], lead: [4, 10] },
  { kinds: ['masks', 'equipment'], kind: 'spares', name: 'Лазеры и оптические модули', tnved: '901320', unit: '796', need: [2, 14], origins: ['CN', 'DE'], lead: [14, 30] },
  { kinds: ['equipment'], kind: 'other', name: 'Прецизионные линейные двигатели', tnved: '850131', unit: '796', need: [20, 260], origins: ['CN', 'RU'], lead: [10, 20] },
  { kinds: ['equipment'], kind: 'other', name: 'Контроллеры и датчики положения', tnved: '903149', unit: '796', need: [60, 900], origins: ['CN', 'RU', 'BY'], lead: [6, 16] },
  { kinds: ['user'], kind: 'other', name: 'Микроконтроллеры 32-разрядные', tnved: '854231', unit: '798', need: [20, 600], origins: ['CN', 'RU'], lead: [8, 22] },
  { kinds: ['user'], kind: 'other', name: 'Конденсаторы керамические многослойные', tnved: '853224', unit: '799', need: [3, 60], origins: ['CN', 'KR'], lead: [6, 18] },
  { kinds: ['user'], kind: 'other', name: 'Стеклотекстолит фольгированный', tnved: '741021', unit: '055', need: [2_000, 26_000], origins: ['CN', 'RU'], lead: [6, 14] },
  { kinds: ['user'], kind: 'packages', name: 'Разъёмы и соединители', tnved: '853669', unit: '798', need: [30, 900], origins: ['CN', 'RU', 'BY'], lead: [5, 14] },
];
