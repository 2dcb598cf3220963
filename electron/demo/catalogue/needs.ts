import type { Kind } from '../kind.ts';

/** What a kind of company would rather buy inside the Union. */
export interface Need {
  readonly kinds: readonly Kind[];
  readonly type: string;
  readonly subject: string;
  readonly text: string;
  readonly wafer?: string;
  readonly node?: string;
  readonly unit: string;
  readonly volume: readonly [number, number];
  readonly from: readonly string[];
}

const NEEDS: readonly Need[] = [
  { kinds: ['fab'], type: 'buy', subject: 'material_si_wafer', text: 'Пластины кремния 150 и 200 мм, плотность дефектов по согласованным нормам', unit: '796', volume: [6_000, 60_000], from: ['CN'] },
  { kinds: ['fab', 'masks'], type: 'buy', subject: 'material_resist', text: 'Фоторезист для i-линии с паспортом на каждую партию, годность не менее девяти месяцев', unit: '166', volume: [200, 1_800], from: ['CN', 'JP'] },
  { kinds: ['fab'], type: 'buy', subject: 'material_gas_special', text: 'Силан, аммиак и гексафторид вольфрама чистотой не ниже 5N5', unit: '166', volume: [150, 900], from: ['CN', 'KR'] },
  { kinds: ['fab', 'masks', 'osat'], type: 'buy', subject: 'equip_stepper', text: 'Установка проекционной печати, пластины 150–200 мм, совмещение не хуже 0,1 мкм', unit: '796', volume: [1, 3], from: ['JP', 'NL'] },
  { kinds: ['fab'], type: 'buy', subject: 'step_litho', text: 'Комплекты фотошаблонов для норм 350 и 180 нм, срок изготовления до восьми недель', unit: '839', volume: [6, 60], from: ['CN'] },
  { kinds: ['fabless', 'design_house'], type: 'contract_mfg', subject: 'product_die', text: 'Изготовление пластин по технологии КМОП 180 нм, партии от 12 пластин, участие в MPW', wafer: '200', node: '180', unit: '796', volume: [60, 1_800], from: ['CN', 'MY'] },
  { kinds: ['fabless'], type: 'assembly_service', subject: 'package_qfn_dfn', text: 'Сборка в корпуса QFN-32 и QFN-48 с финальными измерениями на программах заказчика', unit: '798', volume: [50, 1_600], from: ['CN', 'MY'] },
  { kinds: ['fabless', 'design_house'], type: 'test_service', subject: 'test_reliability', text: 'Испытания на наработку и климатические испытания партий первых образцов', unit: '798', volume: [1, 20], from: ['CN'] },
  { kinds: ['osat'], type: 'buy', subject: 'material_wire', text: 'Проволока золотая и медная для микросварки диаметром 20–30 мкм', unit: '163', volume: [1_500, 18_000], from: ['CN'] },
  { kinds: ['osat'], type: 'buy', subject: 'equip_wire_bonder', text: 'Автоматы микросварки с обучением операторов и сервисом в течение трёх лет', unit: '796', volume: [2, 12], from: ['SG', 'CN'] },
  { kinds: ['materials'], type: 'buy', subject: 'material_poly_si', text: 'Поликристаллический кремний электронной чистоты для выращивания слитков', unit: '168', volume: [20, 260], from: ['CN', 'DE'] },
  { kinds: ['materials', 'equipment'], type: 'buy', subject: 'equip_vacuum_pump', text: 'Насосы вакуумные безмасляные, поставка с комплектом запасных частей', unit: '796', volume: [4, 40], from: ['CN', 'DE'] },
  { kinds: ['equipment'], type: 'design_service', subject: 'product_asic', text: 'Проектирование контроллера привода с датчиками положения для новой установки', unit: '796', volume: [1, 2], from: ['CN'] },
  { kinds: ['user'], type: 'buy', subject: 'product_mcu', text: 'Микроконтроллеры 32-разрядные для счётчиков и промышленных контроллеров, поставка не менее пяти лет', unit: '798', volume: [20, 600], from: ['CN'] },
  { kinds: ['user'], type: 'design_service', subject: 'product_asic', text: 'Проектирование заказной СБИС для нового поколения приборов учёта', unit: '796', volume: [1, 2], from: ['CN'] },
  { kinds: ['user'], type: 'buy', subject: 'product_pmic', text: 'Микросхемы управления питанием для системных плат, рабочий диапазон от минус 40 до плюс 85 °C', unit: '798', volume: [30, 500], from: ['CN'] },
];

export const needsOf = (kind: Kind): readonly Need[] => NEEDS.filter((need) => need.kinds.includes(kind));
