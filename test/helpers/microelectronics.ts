import type { Json } from '../../shared/base/json.ts';

/** The day on which the response below is filled in. */
export const TODAY = '2026-03-16T10:00:00.000+03:00';

/**
 * A complete response of an imaginary Russian company with every role of the survey: it breaks no rule, and every section,
 * every repeat and all but the other states' identifiers are filled in. Groups are objects, repeats arrays.
 */
export const VALID_FAB: Readonly<Record<string, Json>> = {
  A: {
    A01: 2025, A02: '2026-03-16', A03: 'RU', A04: 'Министерство промышленности и торговли Российской Федерации',
    A05: 'Иванова Мария Сергеевна', A06: 'Начальник планового отдела', A07: '+7 (495) 123-45-67', A08: 'plan@kristall.example',
    A09: 'yes', A10: 'comm', A11: ['own_state', 'eec', 'members'], A12: 'report', A13: 'yes', A14: 'RU-2025-0007',
  },
  B: {
    B01: 'Акционерное общество «Северный кристалл»', B02: 'АО «Северный кристалл»', B03: 'Northern Crystal JSC', B04: 'RU',
    B05: '7735991209', B06: '1037735991204', B07: '773501001', B11: '99120135', B13: 'ao', B14: '2003-05-14',
    B15: '124460, Москва, Зеленоград, улица Кремниевая, дом 5', B16: 'RU-MOW', B17: 'www.kristall.example', B18: 'mixed',
    B19: 30, B20: 5, B21: 'Холдинг «Полярная электроника»', B22: 'RU', B23: 'large', B24: '26.11', B25: ['72.19', '71.20'],
    B26: ['design', 'fab', 'mask', 'material', 'equipment', 'assembly', 'test', 'rnd'], B27: 'idm',
    site: [
      { B29: 'Главный корпус', B30: 'RU', B31: 'Москва, Зеленоград', B32: ['design', 'fab', 'mask', 'test'], B33: 18000 },
      { B29: 'Сборочный корпус', B30: 'RU', B31: 'Новгородская область, Великий Новгород', B32: ['assembly', 'test'], B33: 6500.5 },
    ],
  },
  C: {
    C01: 'RUB', C02: 4800000, C03: 4350000, C04: 4200000, C05: 82, C06: 12, C07: 6,
    eaeu_sales: [{ C09: 'BY', C10: 420000 }, { C09: 'KZ', C10: 156000 }],
    C11: 78,
    enduse: [{ C13: 'card', C14: 45 }, { C13: 'industrial', C14: 25 }, { C13: 'auto', C14: 15 }, { C13: 'telecom', C14: 15 }],
    C15: 432000, C16: 610000, C17: 35, C18: 30,
  },
  D: {
    D01: 1200, D02: 1000,
    staff: [
      { D04: 'management', D05: 60, D06: 0 }, { D04: 'design_digital', D05: 90, D06: 12 }, { D04: 'design_analog', D05: 40, D06: 6 },
      { D04: 'layout', D05: 30, D06: 2 }, { D04: 'verification', D05: 20, D06: 5 }, { D04: 'process_eng', D05: 200, D06: 15 },
      { D04: 'litho', D05: 60, D06: 4 }, { D04: 'equip_eng', D05: 120, D06: 8 }, { D04: 'test_eng', D05: 80, D06: 3 },
      { D04: 'operators', D05: 240, D06: 10 }, { D04: 'quality', D05: 40, D06: 0 }, { D04: 'it', D05: 20, D06: 1 },
    ],
    D07: 150, D08: ['design_analog', 'litho'],
  },
  E: {
    E01: ['mcu', 'rfid_card', 'pmic'], E02: 180, E03: '90', E04: 24, E05: 80, E06: ['RU', 'CN'],
    eda: [{ E08: 'rtl', E09: 'opensource', E10: 'perpetual' }, { E08: 'pnr', E09: 'third', E10: 'blocked' }],
    E11: 'Собственная линия 200 мм, КМОП 180 и 90 нм',
    ip: [{ E13: 'Процессорное ядро RISC-V, 32 разряда', E14: '180 нм, собственная линия', E15: 'silicon' }],
    E16: 'yes', E17: 120,
  },
  F: {
    line: [
      {
        F02: 'Линия 200 мм', F03: 'Главный корпус', F04: '200', F05: 'si', F06: ['cmos', 'eeprom'], F07: '90', F08: '250', F09: 8,
        F10: 'production', F11: 2010, F12: 4000, F13: 3200, F16: 60, F17: 'yes', F18: 20, F19: 'on_request',
        F20: ['oxid', 'litho', 'implant', 'diffusion', 'pecvd', 'pvd', 'etch_plasma', 'cmp', 'clean', 'metal', 'passivation', 'sort'],
        F21: ['epi'], F22: 'own', F23: ['litho'],
      },
      {
        F02: 'Линия 150 мм', F03: 'Главный корпус', F04: '150', F05: 'si', F06: ['bipolar'], F07: '800', F08: '2000', F09: 2,
        F10: 'production', F11: 1994, F12: 3000, F13: 1800, F16: 45, F17: 'no',
        F20: ['oxid', 'litho', 'diffusion', 'etch_wet', 'metal'], F22: 'own', F23: ['staff', 'demand'],
      },
    ],
    cleanroom: [{ F25: '5', F26: 2500 }, { F25: '6', F26: 3500 }],
  },
  G: { G01: '180', G02: ['binary_cr', 'pellicle'], G03: 120, G04: ['si_wafer', 'epi_wafer'], G05: '200', G06: 40000, G07: '796', G08: ['prober'], G09: 14 },
  H: {
    asm: [{
      H02: 'Линия пластмассовых корпусов', H03: 'Сборочный корпус', H04: ['qfp_lqfp', 'dip'], H05: ['plastic'], H06: ['wire_au', 'wire_cu'],
      H07: ['none'], H08: 2500, H09: 2000, H10: 'yes', H11: 500,
    }],
    H12: ['leadframes'],
  },
  I: {
    I01: ['wafer_sort', 'final_test', 'burn_in'], I02: 'yes', I03: 'RA.RU.21НХ99', I04: 'yes',
    cert: [{ I06: 'gost_9001', I07: 'РОСС RU.0001.12345', I08: '2027-09-30' }],
    I09: ['ru_719', 'eaeu_register'],
  },
  J: {
    product: [
      {
        J02: 'Микроконтроллер 32-разрядный', J03: 'СК1001ВК01', J04: 'mcu', J05: '854231', J06: '26.11.30.000', J07: '180', J08: 'qfp_lqfp',
        J09: 'RU', J10: 'RU', J11: 'mass', J12: 12000, J13: '798', J14: 15000, J15: 2300000, J16: 70, J17: 'STM32F103',
        J18: ['industrial', 'auto'], J19: 'yes', J20: 12,
      },
      {
        J02: 'Микросхема для банковских карт', J03: 'СК2002КТ02', J04: 'rfid_card', J05: '8523529000', J06: '26.12.30', J07: '90', J08: 'card_module',
        J09: 'RU', J10: 'RU', J11: 'ramp', J12: 40000, J13: '798', J14: 60000, J15: 1500000, J16: 65, J18: ['card'], J19: 'no',
      },
    ],
  },
  K: {
    input: [
      { K02: 'wafers', K03: 'Пластины кремния 200 мм', K04: '3818001000', K05: 60000, K06: '796', K07: 'Shin-Etsu', K08: 'CN', K09: 70, K10: 'no', K11: 100, K12: 20, K13: 12, K14: 'partial', K15: 'stop' },
      { K02: 'resist', K03: 'Фоторезист для i-линии', K04: '370710', K05: 900, K06: '112', K08: 'RU', K09: 100, K10: 'yes', K11: 0, K12: 8, K13: 6, K14: 'full', K15: 'over50' },
    ],
  },
  L: {
    equip: [
      { L02: 'scanner', L03: 'PAS 5500', L04: 'NL', L05: 4, L06: 2008, L07: '200', L08: 'good', L09: 'own', L10: 'no' },
      { L02: 'aligner', L03: 'ЭМ-5026', L04: 'BY', L05: 6, L06: 1996, L07: '150', L08: 'good', L09: 'vendor', L10: 'yes' },
      { L02: 'implanter', L04: 'US', L05: 3, L06: 2005, L07: '200', L08: 'good', L09: 'own' },
      { L02: 'wire_bonder', L03: 'ЭМ-4450', L04: 'BY', L05: 40, L06: 2019, L08: 'new', L09: 'vendor' },
    ],
  },
  M: {
    project: [{
      M02: 'Освоение технологии 65 нм', M03: 'dev', M04: 'mcu', M05: '55-65', M06: 'financing', M07: 4, M08: 8, M09: '2025-02-01', M10: '2028-12-31',
      M11: 2500000, M12: 60, M13: ['own', 'budget_state', 'loan'], M14: 900000, M15: 120, M16: ['RU', 'BY'],
    }],
    M17: 34,
  },
  N: {
    offer: [
      { N02: 'contract_mfg', N03: 'step_litho', N04: 'Изготовление кристаллов КМОП 90–250 нм на пластинах 200 мм', N05: '200', N06: '90', N07: '250', N08: 6000, N09: '796', N10: '2026-06-01', N11: ['BY', 'KZ', 'AM'] },
      { N02: 'assembly_service', N03: 'package_qfp_lqfp', N04: 'Сборка микросхем в корпуса QFP', N08: 3000, N09: '798', N10: '2026-04-01', N11: ['BY', 'KG'] },
    ],
    need: [{ N13: 'supply', N14: 'material_si_wafer', N15: 'Полированные пластины кремния 200 мм, легированные бором', N16: '200', N17: '90', N18: 50000, N19: '796', N20: '2026-09-01', N21: 'CN', N22: 'high' }],
    N23: 'yes', N24: 'borrower',
    partner: [
      { N26: 'ОАО «Полесский прибор»', N27: 'BY', N28: '190991206', N29: 'contract' },
      { N26: 'ТОО «Степные датчики»', N27: 'KZ', N28: '030540009918', N29: 'mou' },
    ],
    N30: 'RU', N31: 800000, N32: 48, N33: 20,
    contrib: [{ N35: 'RU', N36: 60 }, { N35: 'BY', N36: 25 }, { N35: 'KZ', N36: 15 }],
  },
  P: { P01: ['equipment', 'materials', 'staff'], P02: 'yes', P03: 'Снизить пошлины на особо чистые газы.', P04: 'Данные за 2025 год предварительные.', P05: 'yes', P06: 'Петров Алексей Иванович', P07: '2026-03-17' },
};
