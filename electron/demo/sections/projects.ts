import type { JsonObject } from '../../../shared/base/json.ts';
import type { Dice } from '../dice.ts';
import type { Kind } from '../kind.ts';
import type { Profile } from '../profile.ts';

interface Project {
  readonly name: string;
  readonly kind: string;
  readonly family?: string;
}

const PROJECTS: Readonly<Record<Kind, readonly Project[]>> = {
  fab: [
    { name: 'Техническое перевооружение участка плазмохимического травления', kind: 'modernisation' },
    { name: 'Освоение технологии BCD 180 нм', kind: 'dev', family: 'pmic' },
    { name: 'Расширение мощности линии пластин 200 мм', kind: 'expansion', family: 'mcu' },
  ],
  fabless: [
    { name: 'Разработка семейства микроконтроллеров с ядром RISC-V', kind: 'dev', family: 'mcu' },
    { name: 'Приёмопередатчик промышленного Ethernet', kind: 'import_sub', family: 'interface' },
  ],
  design_house: [
    { name: 'Библиотека аналоговых СФ-блоков 180 нм', kind: 'dev', family: 'analog' },
    { name: 'Исследование методов формальной верификации', kind: 'research' },
  ],
  osat: [
    { name: 'Участок сборки в корпуса QFN', kind: 'expansion' },
    { name: 'Освоение спекания серебром в силовых модулях', kind: 'dev', family: 'module' },
  ],
  materials: [
    { name: 'Производство пластин кремния 200 мм', kind: 'construction', family: 'wafer_epi' },
    { name: 'Очистка технических газов до 6N', kind: 'import_sub' },
  ],
  masks: [
    { name: 'Освоение фотошаблонов для норм 90 нм', kind: 'dev' },
    { name: 'Участок контроля и ремонта дефектов', kind: 'modernisation' },
  ],
  equipment: [
    { name: 'Установка проекционной печати на пластины 200 мм', kind: 'dev' },
    { name: 'Кластерная установка осаждения', kind: 'import_sub' },
  ],
  user: [
    { name: 'Линия поверхностного монтажа системных плат', kind: 'expansion', family: 'pcb' },
    { name: 'Переход на отечественную компонентную базу в счётчиках', kind: 'cooperation' },
  ],
};

/** Section M: projects whose loans never exceed what is not yet financed. */
export function projects(company: Profile, dice: Dice): JsonObject {
  const rows = dice.sample(PROJECTS[company.kind], dice.integer(1, 2)).map((project) => {
    const cost = Math.round(company.revenue * dice.between(0.05, 0.6, 3));
    const secured = dice.integer(4, 20) * 5;
    const start = company.year - dice.integer(0, 2);
    const level = dice.integer(3, 6);
    return {
      M02: project.name,
      M03: project.kind,
      ...(project.family ? { M04: project.family } : {}),
      M06: dice.pick(secured < 50 ? ['feasibility', 'design', 'financing'] : ['construction', 'commissioning']),
      M07: level,
      M08: Math.min(9, level + dice.integer(1, 4)),
      M09: `${start}-0${dice.integer(1, 9)}-01`,
      M10: `${start + dice.integer(2, 5)}-12-31`,
      M11: cost,
      M12: secured,
      M13: secured === 100 ? ['own'] : dice.pick([['own', 'loan'], ['own', 'budget_state'], ['own', 'loan', 'fund']]),
      M14: secured === 100 ? 0 : Math.floor(((cost * (100 - secured)) / 100) * dice.between(0.4, 0.9, 2)),
      M15: dice.integer(0, Math.max(4, Math.round(company.micro * 0.15))),
      M16: [company.country],
    };
  });
  return { project: rows, M17: dice.integer(0, 40) };
}
