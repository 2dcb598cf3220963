import type { Term } from './glossary.ts';

/** Words of the microelectronics survey and of the program that not every official meets each day. */
export const terms: readonly Term[] = [
  {
    id: 'wafer-start',
    name: { ru: 'Запуск пластин', en: 'Wafer start' },
    meaning: {
      ru: 'Число пластин, начатых обработкой за месяц. Мощность линии – наибольший запуск при обычном режиме, без контрольных пластин и работ у субподрядчиков.',
      en: 'The number of wafers on which processing begins in a month. The capacity of a line is its highest number of starts in normal operation, without test wafers and subcontracted work.',
    },
    stems: { ru: ['запуск пластин', 'запуск в среднем'], en: ['wafer start'] },
  },
  {
    id: 'wafer-equivalent',
    name: { ru: 'Эквивалент 200 мм', en: '200 mm equivalent' },
    meaning: {
      ru: 'Мощность, пересчитанная по площади пластины: запуск × (диаметр / 200 мм)². Так линии с разными пластинами можно складывать.',
      en: 'Capacity converted by wafer area: starts × (diameter / 200 mm)². It makes lines with different wafers comparable.',
    },
    stems: { ru: ['эквивалент 200'], en: ['200 mm equivalent'] },
  },
  {
    id: 'node',
    name: { ru: 'Проектная норма', en: 'Node' },
    meaning: {
      ru: 'Наименьший размер элемента, который воспроизводит технология, например 180 нм. Чем меньше норма, тем сложнее производство.',
      en: 'The smallest feature that a process reproduces, for example 180 nm. The smaller the node, the harder the manufacture.',
    },
    stems: { ru: ['проектн норм', 'минимальн норм', 'наименьш норм'], en: ['node', 'feature size'] },
  },
  {
    id: 'tape-out',
    name: { ru: 'Запуск в изготовление (tape-out)', en: 'Tape-out' },
    meaning: {
      ru: 'Передача готового проекта микросхемы на фабрику. Участие в мультипроектной пластине считается одним запуском.',
      en: 'Handing a finished chip design over to the fab. A place on a multi-project wafer counts as one tape-out.',
    },
    stems: { ru: ['tape', 'запусков на фабриках'], en: ['tape out', 'tape outs', 'taped out'] },
  },
  {
    id: 'mpw',
    name: { ru: 'Мультипроектная пластина (MPW)', en: 'Multi-project wafer (MPW)' },
    meaning: {
      ru: 'Пластина, на которой изготавливают кристаллы нескольких заказчиков сразу: стоимость фотошаблонов делится между ними.',
      en: 'A wafer that carries the dies of several customers at once: they share the cost of the masks.',
    },
    stems: { ru: ['мультипроектн пластин', 'mpw'], en: ['mpw'] },
  },
  {
    id: 'pdk',
    name: { ru: 'PDK', en: 'PDK' },
    meaning: {
      ru: 'Комплект правил и моделей, который фабрика даёт разработчику для проектирования под её технологию.',
      en: 'Process design kit: the rules and models that a fab gives to designers for its process.',
    },
    stems: { ru: ['pdk'], en: ['pdk', 'pdks'] },
  },
  {
    id: 'ip-core',
    name: { ru: 'СФ-блок (IP)', en: 'IP core' },
    meaning: {
      ru: 'Сложный функциональный блок: готовая часть микросхемы, которую можно использовать в других проектах.',
      en: 'A finished part of a chip, for example a processor core, that can be used in other designs.',
    },
    stems: { ru: ['сф блок'], en: ['ip core'] },
  },
  {
    id: 'eda',
    name: { ru: 'САПР', en: 'EDA' },
    meaning: {
      ru: 'Система автоматизированного проектирования: программы, которыми разрабатывают и проверяют микросхемы.',
      en: 'Electronic design automation: the programs with which chips are designed and verified.',
    },
    stems: { ru: ['сапр'], en: ['eda'] },
  },
  {
    id: 'photomask',
    name: { ru: 'Фотошаблон', en: 'Photomask' },
    meaning: {
      ru: 'Стеклянная пластина с рисунком одного слоя микросхемы; комплект фотошаблонов нужен для каждого изделия.',
      en: 'A glass plate with the pattern of one layer of a chip; each product needs a set of them.',
    },
    stems: { ru: ['фотошаблон'], en: ['photomask', 'mask'] },
  },
  {
    id: 'foundry',
    name: { ru: 'Контрактное производство (foundry)', en: 'Foundry' },
    meaning: {
      ru: 'Изготовление кристаллов по проектам других организаций.',
      en: 'Manufacture of dies to the designs of other companies.',
    },
    stems: { ru: ['контрактн производств', 'foundry'], en: ['foundry', 'foundries'] },
  },
  {
    id: 'metal-layers',
    name: { ru: 'Слои металлизации', en: 'Metal layers' },
    meaning: {
      ru: 'Слои проводников, соединяющих элементы кристалла. Указывается наибольшее число, которое даёт технология.',
      en: 'Layers of wiring that connect the elements of a die. Give the largest number that the process offers.',
    },
    stems: { ru: ['металлизаци'], en: ['metal layer'] },
  },
  {
    id: 'cleanroom',
    name: { ru: 'Чистое помещение', en: 'Cleanroom' },
    meaning: {
      ru: 'Помещение с контролируемым числом частиц в воздухе. Класс по ISO 14644-1: чем меньше номер, тем чище.',
      en: 'A room where the number of particles in the air is controlled. ISO 14644-1 classes: the lower the number, the cleaner.',
    },
    stems: { ru: ['чист помещен', 'чистые помещен', 'класс чистот'], en: ['cleanroom', 'cleanliness class'] },
  },
  {
    id: 'packaging',
    name: { ru: 'Корпусирование', en: 'Packaging' },
    meaning: {
      ru: 'Сборка: кристалл устанавливают в корпус, соединяют с выводами и закрывают.',
      en: 'Assembly: the die is put into a package, connected to its leads and closed.',
    },
    stems: { ru: ['корпусирован'], en: ['packaging'] },
  },
  {
    id: 'utilisation',
    name: { ru: 'Загрузка', en: 'Utilisation' },
    meaning: {
      ru: 'Доля мощности, которая действительно используется: фактический запуск, делённый на мощность. Программа считает её сама.',
      en: 'The share of capacity that is really used: actual starts divided by capacity. The program calculates it.',
    },
    stems: { ru: ['загрузк'], en: ['utilisation'] },
  },
  {
    id: 'localisation',
    name: { ru: 'Уровень локализации', en: 'Localisation level' },
    meaning: {
      ru: 'Доля стоимости изделия, созданная в государствах ЕАЭС.',
      en: 'The share of a product’s value that is created in states of the EAEU.',
    },
    stems: { ru: ['локализаци'], en: ['localisation'] },
  },
  {
    id: 'trl',
    name: { ru: 'УГТ', en: 'TRL' },
    meaning: {
      ru: 'Уровень готовности технологии от 1 (сформулированы принципы) до 9 (серийное применение).',
      en: 'Technology readiness level, from 1 (principles stated) to 9 (in regular use).',
    },
    stems: { ru: ['угт'], en: ['trl'] },
  },
  {
    id: 'hs-code',
    name: { ru: 'ТН ВЭД ЕАЭС', en: 'TN VED (HS) code' },
    meaning: {
      ru: 'Товарная номенклатура внешнеэкономической деятельности: 4, 6 или 10 цифр. Первые шесть совпадают с международной системой (ГС).',
      en: 'The commodity code of foreign trade in the EAEU: 4, 6 or 10 digits. The first six are those of the international Harmonised System.',
    },
    stems: { ru: ['тн вэд'], en: ['tn ved', 'hs'] },
  },
  {
    id: 'okpd',
    name: { ru: 'ОКПД 2, КПВЭД, ОКРБ 007', en: 'CPA-based product code' },
    meaning: {
      ru: 'Национальные классификаторы продукции; построены на европейском CPA, поэтому первые знаки у них общие.',
      en: 'National product classifications (OKPD 2, KPVED, OKRB 007); all built on the European CPA, so their first digits agree.',
    },
    stems: { ru: ['окпд', 'кпвэд', 'окрб'], en: ['cpa'] },
  },
  {
    id: 'okei',
    name: { ru: 'ОКЕИ', en: 'OKEI' },
    meaning: {
      ru: 'Общероссийский классификатор единиц измерения; по нему выбираются единицы во всех таблицах анкеты.',
      en: 'The classification of units of measure from which all tables of the form take their units.',
    },
    stems: { ru: ['океи'], en: ['unit of measure'] },
  },
  {
    id: 'headcount',
    name: { ru: 'Среднесписочная численность', en: 'Average headcount' },
    meaning: {
      ru: 'Средняя за год численность работников по списку организации, без внешних совместителей.',
      en: 'The average number of people on the payroll over the year, without external part-timers.',
    },
    stems: { ru: ['среднесписочн'], en: ['average headcount'] },
  },
  {
    id: 'civil-products',
    name: { ru: 'Продукция гражданского назначения', en: 'Civil products' },
    meaning: {
      ru: 'Всё, кроме продукции специального назначения. Специальная продукция в анкете не расшифровывается.',
      en: 'Everything but special-purpose products, of which the form asks no details.',
    },
    stems: { ru: ['гражданского назначен'], en: ['civil product'] },
  },
  {
    id: 'cooperation-project',
    name: { ru: 'Совместный кооперационный проект', en: 'Joint cooperation project' },
    meaning: {
      ru: 'Проект организаций не менее трёх государств-членов. Союз может возместить проценты по кредиту; решение принимает Совет Комиссии.',
      en: 'A project of companies from at least three member states. The Union may cover the interest on its loan; the Council of the Commission decides.',
    },
    stems: { ru: ['кооперационн проект'], en: ['cooperation project'] },
  },
  {
    id: 'reason-code',
    name: { ru: 'Причина отсутствия ответа', en: 'Reason for a missing answer' },
    meaning: {
      ru: 'Нет данных, отказ, не применимо, ограниченный доступ. Причина – тоже ответ: пустое место и ноль означают другое.',
      en: 'No data, refused, not applicable, restricted. The reason is an answer too: an empty place and a zero mean something else.',
    },
    stems: { ru: [], en: [] },
  },
  {
    id: 'revision',
    name: { ru: 'Редакция', en: 'Revision' },
    meaning: {
      ru: 'Неизменяемая запись о том, что изменил человек, когда завершил, утвердил или исправил анкету. Из редакций складываются сведённые данные.',
      en: 'An unchangeable record of what a person changed when completing, approving or correcting a form. Merged data are made of revisions.',
    },
    stems: { ru: [], en: [] },
  },
  {
    id: 'bundle',
    name: { ru: 'Пакет', en: 'Bundle' },
    meaning: {
      ru: 'Подписанный файл .svod с редакциями анкет: его относят в Комиссию или получают от неё.',
      en: 'A signed .svod file with revisions of forms, carried to the Commission or received from it.',
    },
    stems: { ru: [], en: [] },
  },
  {
    id: 'integrity-seal',
    name: { ru: 'Печать целостности', en: 'Integrity seal' },
    meaning: {
      ru: 'Подпись программы: доказывает, что содержимое не изменилось после подписания известным ключом. Юридической подписью не является.',
      en: 'The signature of the program: it proves that nothing has changed since a known key signed. It is not a legal signature.',
    },
    stems: { ru: [], en: [] },
  },
  {
    id: 'fingerprint',
    name: { ru: 'Отпечаток ключа', en: 'Fingerprint' },
    meaning: {
      ru: 'Короткая запись ключа словами или цифрами. Её сверяют голосом или по бумаге, чтобы не принять чужой ключ.',
      en: 'A short form of a key in words or digits, compared by voice or on paper so that nobody else’s key is accepted.',
    },
    stems: { ru: [], en: [] },
  },
  {
    id: 'conflict',
    name: { ru: 'Расхождение', en: 'Conflict' },
    meaning: {
      ru: 'Два органа указали для одного показателя разные значения, не зная друг о друге. Программа показывает оба и ничего не выбирает сама.',
      en: 'Two bodies gave different values for one figure without knowing of each other. The program shows both and never chooses.',
    },
    stems: { ru: [], en: [] },
  },
];
