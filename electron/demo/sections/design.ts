import type { JsonObject } from '../../../shared/base/json.ts';
import type { Dice } from '../dice.ts';
import type { Profile } from '../profile.ts';

const DOMAINS = ['mcu', 'dsp', 'asic', 'bmk', 'analog', 'adc_dac', 'pmic', 'interface', 'rf', 'driver', 'rfid_card', 'fpga', 'memory_sram'];
const STAGES = ['spec', 'rtl', 'synth', 'pnr', 'analog', 'layout', 'drc_lvs', 'sim', 'dft'];
const CORES = [
  'Контроллер интерфейса SPI/I²C', 'Контроллер CAN 2.0B', 'Процессорное ядро RISC-V, 32 разряда', 'АЦП последовательных приближений, 12 разрядов', 'Синтезатор частот (ФАПЧ) до 1 ГГц',
  'Блок шифрования по ГОСТ Р 34.12-2015', 'Стабилизатор напряжения с малым падением', 'Контроллер Ethernet 10/100', 'Блок статической памяти, 64 Кбит',
];

/** Section E, for companies that design. */
export function design(company: Profile, dice: Dice, designers: number): JsonObject {
  const engineers = Math.max(1, Math.round(designers * dice.between(0.8, 1, 2)));
  const node = company.kind === 'fabless' || company.kind === 'design_house' ? dice.pick(['28', '55-65', '90', '110-130', '180']) : dice.pick(['180', '250', '350', '600']);
  const services = company.kind === 'design_house' || dice.chance(0.4);
  const tapeouts = dice.integer(2, Math.max(3, Math.round(engineers / 6)));
  return {
    E01: dice.sample(DOMAINS, dice.integer(2, 4)),
    E02: engineers,
    E03: node,
    E04: tapeouts,
    E05: dice.pick([20, 35, 50, 60, 75, 100]),
    E06: dice.chance(0.5) ? ['RU', 'BY'] : ['RU', 'CN', 'MY'],
    eda: dice.sample(STAGES, dice.integer(3, 5)).map((stage) => ({ E08: stage, ...tool(stage, dice) })),
    E11: `PDK объёмного КМОП ${node} нм, библиотека стандартных ячеек и элементов ввода-вывода`,
    ip: dice.sample(CORES, dice.integer(1, 3)).map((core) => ({ E13: core, E14: `${node} нм, проверен на контрактной фабрике`, E15: dice.pick(['rtl', 'silicon', 'mass']) })),
    E16: services ? 'yes' : 'no',
    ...(services ? { E17: Math.round(engineers * dice.between(0.8, 3.5, 1)) } : {}),
  };
}

function tool(stage: string, dice: Dice): JsonObject {
  if (stage === 'spec' || dice.chance(0.2)) return { E09: 'opensource', E10: 'perpetual' };
  if (dice.chance(0.3)) return { E09: 'eaeu', E10: 'subscription' };
  return { E09: 'third', E10: dice.pick(['perpetual', 'expired', 'blocked']) };
}
