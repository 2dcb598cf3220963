import type { Kind } from '../kind.ts';

/** Something a fictional company makes. */
export interface Product {
  readonly kinds: readonly Kind[];
  readonly name: string;
  /** Beginning of the type designation. */
  readonly type: string;
  readonly family: string;
  readonly tnved: string;
  readonly cpa: string;
  /** Has a die: then the countries of fabrication and assembly are asked. */
  readonly die: boolean;
  /** Technology of the own line that makes it; absent: made elsewhere. */
  readonly process?: string;
  readonly nodes?: readonly string[];
  readonly foundries?: readonly string[];
  readonly packages?: readonly string[];
  /** OKEI: 796 piece, 798 thousand pieces, 166 kg, 168 t. */
  readonly unit: '796' | '798' | '166' | '168';
  /** US dollars for a piece (also where the unit is thousands), kilogram or tonne. */
  readonly price: readonly [number, number];
  readonly uses: readonly string[];
  readonly like?: string;
}

const IC = { tnved: '854231', cpa: '26.11.30', die: true, unit: '798' } as const;
const OTHER_IC = { ...IC, tnved: '854239' } as const;
const DISCRETE = { tnved: '854129', cpa: '26.11.21', die: true, unit: '798' } as const;
const MACHINE = { tnved: '848620', cpa: '28.99.20', die: false, unit: '796', family: 'service' } as const;
const SERVICE = { tnved: '8542', cpa: '26.11.91', die: false, family: 'service' } as const;

export const PRODUCTS: readonly Product[] = [
  { ...IC, kinds: ['fab'], process: 'cmos', name: 'Микроконтроллер 8-разрядный', type: 'К58МК', family: 'mcu', packages: ['qfp_lqfp', 'soic'], price: [0.8, 2.6], uses: ['industrial', 'auto', 'consumer'], like: 'ATmega328P' },
  { ...IC, kinds: ['fab'], process: 'cmos', name: 'Микросхема для бесконтактных карт', type: 'К51БК', family: 'rfid_card', tnved: '854231', packages: ['card_module'], price: [0.25, 0.7], uses: ['card'], like: 'MIFARE Classic' },
  { ...OTHER_IC, kinds: ['fab'], process: 'cmos', name: 'Логические элементы стандартной серии', type: 'К74ЛЭ', family: 'logic', packages: ['soic', 'dip'], price: [0.08, 0.3], uses: ['industrial', 'telecom'], like: '74HC00' },
  { ...OTHER_IC, kinds: ['fab'], process: 'cmos', name: 'Статическое ОЗУ 1 Мбит', type: 'К55РУ', family: 'memory_sram', tnved: '854232', packages: ['qfp_lqfp', 'metal_ceramic'], price: [3, 14], uses: ['industrial', 'telecom', 'space'] },
  { ...OTHER_IC, kinds: ['fab'], process: 'soi_cmos', name: 'Базовый матричный кристалл на КНИ', type: 'Н52БМ', family: 'bmk', packages: ['metal_ceramic'], price: [40, 160], uses: ['space', 'aviation', 'industrial'] },
  { ...OTHER_IC, kinds: ['fab'], process: 'bcd', name: 'Понижающий преобразователь напряжения 3 А', type: 'К13ПН', family: 'pmic', packages: ['soic', 'qfn_dfn'], price: [0.4, 1.5], uses: ['auto', 'industrial', 'telecom'], like: 'LM2596' },
  { ...OTHER_IC, kinds: ['fab'], process: 'bcd', name: 'Драйвер шагового двигателя', type: 'К13ДВ', family: 'driver', packages: ['qfn_dfn', 'qfp_lqfp'], price: [0.7, 2.2], uses: ['industrial', 'auto'], like: 'L6208' },
  { ...OTHER_IC, kinds: ['fab'], process: 'bicmos', name: 'Операционный усилитель сдвоенный', type: 'К14УД', family: 'analog', tnved: '854233', packages: ['soic', 'dip'], price: [0.15, 0.6], uses: ['industrial', 'medical'], like: 'LM358' },
  { ...OTHER_IC, kinds: ['fab'], process: 'bipolar', name: 'Стабилизатор напряжения 5 В', type: 'К11ЕН', family: 'pmic', packages: ['to220', 'dpak_to252'], price: [0.12, 0.5], uses: ['industrial', 'consumer', 'auto'], like: 'LM7805' },
  { ...OTHER_IC, kinds: ['fab'], process: 'bipolar', name: 'Компаратор напряжения', type: 'К15СА', family: 'analog', tnved: '854233', packages: ['soic', 'metal_ceramic'], price: [0.2, 0.9], uses: ['industrial', 'railway'] },
  { ...DISCRETE, kinds: ['fab'], process: 'dmos', name: 'Транзистор полевой 60 В 30 А', type: 'КП73', family: 'power_mosfet', packages: ['to220', 'dpak_to252'], price: [0.2, 0.8], uses: ['auto', 'energy', 'industrial'], like: 'IRFZ34N' },
  { ...DISCRETE, kinds: ['fab'], process: 'discrete', name: 'Диод выпрямительный 1000 В', type: 'КД24', family: 'diode', tnved: '854110', packages: ['sot', 'to220'], price: [0.03, 0.15], uses: ['energy', 'consumer', 'lighting'] },
  { ...DISCRETE, kinds: ['fab'], process: 'discrete', name: 'Симистор 16 А', type: 'ТС11', family: 'thyristor', tnved: '854130', packages: ['to220'], price: [0.2, 0.7], uses: ['industrial', 'energy'] },
  { ...DISCRETE, kinds: ['fab'], process: 'bipolar', name: 'Транзистор биполярный малой мощности', type: 'КТ51', family: 'transistor_small', tnved: '854121', packages: ['sot'], price: [0.02, 0.08], uses: ['consumer', 'industrial'] },

  { ...IC, kinds: ['fabless'], name: 'Микроконтроллер 32-разрядный с ядром RISC-V', type: 'К19МР', family: 'mcu', nodes: ['90', '110-130', '180'], foundries: ['RU', 'BY', 'CN'], packages: ['qfp_lqfp', 'qfn_dfn'], price: [1.6, 5.5], uses: ['industrial', 'iot', 'auto'], like: 'STM32F103' },
  { ...IC, kinds: ['fabless'], name: 'Процессор цифровой обработки сигналов', type: 'К19ЦП', family: 'dsp', nodes: ['28', '55-65', '90'], foundries: ['CN', 'MY'], packages: ['bga', 'qfp_lqfp'], price: [18, 60], uses: ['telecom', 'industrial', 'medical'] },
  { ...OTHER_IC, kinds: ['fabless', 'design_house'], name: 'Аналого-цифровой преобразователь 16 разрядов', type: 'К52АП', family: 'adc_dac', nodes: ['180', '110-130'], foundries: ['RU', 'CN'], packages: ['qfn_dfn', 'soic'], price: [2.5, 9], uses: ['industrial', 'medical', 'energy'], like: 'AD7606' },
  { ...OTHER_IC, kinds: ['fabless'], name: 'Приёмопередатчик CAN FD', type: 'К55ИН', family: 'interface', nodes: ['180'], foundries: ['RU', 'BY'], packages: ['soic'], price: [0.5, 1.4], uses: ['auto', 'railway', 'industrial'], like: 'TJA1044' },
  { ...OTHER_IC, kinds: ['fabless'], name: 'Усилитель мощности диапазона 2–6 ГГц', type: 'К64УМ', family: 'rf', nodes: ['250'], foundries: ['RU', 'CN'], packages: ['qfn_dfn', 'cob'], price: [6, 28], uses: ['telecom', 'space'] },
  { ...IC, kinds: ['fabless'], name: 'Микросхема радиочастотной метки', type: 'К50РМ', family: 'rfid_card', tnved: '854231', nodes: ['180', '110-130'], foundries: ['RU', 'CN'], packages: ['card_module'], price: [0.05, 0.2], uses: ['card', 'iot', 'agriculture'] },
  { ...OTHER_IC, kinds: ['fabless'], name: 'Контроллер питания светодиодов', type: 'К13СВ', family: 'pmic', nodes: ['350', '250'], foundries: ['BY', 'RU'], packages: ['soic', 'sot'], price: [0.2, 0.8], uses: ['lighting', 'consumer'] },
  { ...OTHER_IC, kinds: ['design_house'], name: 'Заказная СБИС счётчика электроэнергии', type: 'К57СЭ', family: 'asic', nodes: ['180', '110-130'], foundries: ['RU', 'CN'], packages: ['qfp_lqfp'], price: [1.2, 3.8], uses: ['energy', 'iot'] },
  { ...OTHER_IC, kinds: ['design_house'], name: 'Интерфейсная СБИС датчиков давления', type: 'К57ДД', family: 'interface', nodes: ['180', '350'], foundries: ['RU', 'BY'], packages: ['qfn_dfn', 'soic'], price: [1, 3.2], uses: ['industrial', 'auto', 'medical'] },
  { ...SERVICE, kinds: ['design_house'], cpa: '71.12.14', name: 'Проектирование топологии по техническому заданию', type: 'ДЦ', unit: '796', price: [18_000, 90_000], uses: ['telecom', 'industrial'] },
  { ...SERVICE, kinds: ['design_house'], cpa: '71.12.14', name: 'Функциональная верификация СБИС', type: 'ВЦ', unit: '796', price: [12_000, 60_000], uses: ['telecom', 'computing'] },

  { ...SERVICE, kinds: ['osat'], name: 'Сборка микросхем в корпуса SOIC и TSSOP', type: 'СБ', unit: '798', price: [0.03, 0.09], uses: ['industrial', 'consumer'] },
  { ...SERVICE, kinds: ['osat'], name: 'Сборка силовых приборов TO-220, TO-247', type: 'СП', unit: '798', price: [0.06, 0.2], uses: ['energy', 'auto'] },
  { ...SERVICE, kinds: ['osat'], name: 'Электротермотренировка и финальные измерения', type: 'ИЦ', unit: '798', price: [0.02, 0.08], uses: ['industrial', 'auto', 'railway'] },
  { kinds: ['osat'], name: 'Силовой модуль полумост 1200 В 100 А', type: 'М12', family: 'module', tnved: '8541', cpa: '26.11.21', die: true, nodes: ['na'], foundries: ['RU', 'BY', 'CN'], packages: ['power_module'], unit: '796', price: [35, 140], uses: ['energy', 'railway', 'industrial'] },

  { kinds: ['materials'], name: 'Эпитаксиальные структуры кремния 150 мм', type: 'ЭКС', family: 'wafer_epi', tnved: '3818001000', cpa: '20.59.53', die: false, unit: '796', price: [28, 75], uses: ['energy', 'industrial'] },
  { kinds: ['materials'], name: 'Пластины кремния полированные 200 мм', type: 'ПКП', family: 'wafer_epi', tnved: '3818001000', cpa: '20.59.53', die: false, unit: '796', price: [40, 95], uses: ['industrial', 'telecom'] },
  { ...SERVICE, kinds: ['materials'], tnved: '370710', cpa: '20.59.12', name: 'Фоторезист позитивный для i-линии', type: 'ФП', unit: '166', price: [180, 620], uses: ['industrial', 'telecom'] },
  { ...SERVICE, kinds: ['materials'], tnved: '281111', cpa: '20.13.24', name: 'Кислота фтористоводородная особой чистоты', type: 'КФ', unit: '166', price: [3, 9], uses: ['industrial', 'energy'] },
  { ...SERVICE, kinds: ['materials'], tnved: '280461', cpa: '20.13.21', name: 'Поликремний марки электронной чистоты', type: 'ПК', unit: '168', price: [16_000, 32_000], uses: ['energy', 'industrial'] },

  { ...SERVICE, kinds: ['masks'], tnved: '370500', cpa: '26.11.40', name: 'Фотошаблон хромовый бинарный 6 дюймов', type: 'ФШ', unit: '796', price: [350, 1900], uses: ['industrial', 'telecom'] },
  { ...SERVICE, kinds: ['masks'], tnved: '370500', cpa: '26.11.40', name: 'Комплект фотошаблонов для МЭМС', type: 'КШ', unit: '796', price: [1800, 6000], uses: ['auto', 'medical'] },
  { ...SERVICE, kinds: ['masks'], tnved: '370199', cpa: '26.11.40', name: 'Заготовка фотошаблона с маскирующим слоем', type: 'ЗФ', unit: '796', price: [60, 210], uses: ['industrial'] },

  { ...MACHINE, kinds: ['equipment'], name: 'Установка совмещения и экспонирования', type: 'УСЭ-', price: [180_000, 650_000], uses: ['industrial', 'telecom'] },
  { ...MACHINE, kinds: ['equipment'], name: 'Установка магнетронного напыления', type: 'УМН-', price: [240_000, 800_000], uses: ['industrial', 'energy'] },
  { ...MACHINE, kinds: ['equipment'], name: 'Печь диффузионная трёхзонная', type: 'ПД-', price: [90_000, 320_000], uses: ['industrial', 'energy'] },
  { ...MACHINE, kinds: ['equipment'], tnved: '848690', name: 'Узлы и запасные части установок', type: 'ЗИП-', price: [900, 9_000], uses: ['industrial'] },

  { ...SERVICE, kinds: ['user'], family: 'pcb', tnved: '847330', cpa: '26.12.10', name: 'Плата материнская промышленного компьютера', type: 'ПМ-', unit: '796', price: [90, 320], uses: ['computing', 'industrial'] },
  { ...SERVICE, kinds: ['user'], family: 'pcb', tnved: '8534', cpa: '26.11.50', name: 'Плата печатная шестислойная', type: 'ПП-', unit: '796', price: [2, 14], uses: ['telecom', 'industrial'] },
  { ...SERVICE, kinds: ['user'], tnved: '847150', cpa: '26.20.15', name: 'Блок системный персонального компьютера', type: 'СБ-', unit: '796', price: [280, 760], uses: ['computing'] },
  { ...SERVICE, kinds: ['user'], tnved: '902830', cpa: '26.51.43', name: 'Счётчик электрической энергии трёхфазный', type: 'СЭ-', unit: '796', price: [35, 110], uses: ['energy'] },
];
