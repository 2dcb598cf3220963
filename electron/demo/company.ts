import type { JsonObject } from '../../shared/base/json.ts';
import type { Dice } from './dice.ts';
import type { Profile } from './profile.ts';
import { assembly } from './sections/assembly.ts';
import { closing } from './sections/closing.ts';
import { cooperation } from './sections/cooperation.ts';
import type { Membership } from './sections/cooperation.ts';
import { design } from './sections/design.ts';
import { economics } from './sections/economics.ts';
import { equipment } from './sections/equipment.ts';
import { fab } from './sections/fab.ts';
import { inputs } from './sections/inputs.ts';
import { organisation } from './sections/organisation.ts';
import { products } from './sections/products.ts';
import { projects } from './sections/projects.ts';
import { quality } from './sections/quality.ts';
import { record } from './sections/record.ts';
import { supply } from './sections/supply.ts';
import { workforce } from './sections/workforce.ts';

/** A whole survey of a fictional company, as the nested answers that `svod answers import` reads. */
export function fillSurvey(company: Profile, dice: Dice, membership: Membership | null = null): JsonObject {
  const has = (...roles: readonly Profile['roles'][number][]): boolean => roles.some((role) => company.roles.includes(role));
  const who = organisation(company, dice.fork('organisation'));
  const area = (who.site as readonly { readonly B33: number }[]).reduce((total, site) => total + site.B33, 0);
  const staff = workforce(company, dice.fork('workforce'));
  const front = has('fab') ? fab(company, dice.fork('fab'), area) : { answers: {}, lines: [] };
  const back = has('assembly') ? assembly(company, dice.fork('assembly')) : { answers: {}, lines: [] };
  const made = has('mask', 'material', 'equipment') ? supply(company, dice.fork('supply')) : null;
  return {
    A: record(company, dice.fork('record')),
    B: who,
    C: economics(company, dice.fork('economics')),
    D: staff.answers,
    ...(has('design') ? { E: design(company, dice.fork('design'), staff.designers) } : {}),
    ...(has('fab') ? { F: front.answers } : {}),
    ...(made ? { G: made.answers } : {}),
    ...(has('assembly') ? { H: back.answers } : {}),
    I: quality(company, dice.fork('quality')),
    J: products(company, dice.fork('products'), front.lines),
    K: inputs(company, dice.fork('inputs')),
    ...(has('fab', 'assembly', 'mask', 'test') ? { L: equipment(company, dice.fork('equipment'), front.lines) } : {}),
    M: projects(company, dice.fork('projects')),
    N: cooperation(company, dice.fork('cooperation'), { lines: front.lines, assembly: back.lines, supply: made, designers: staff.designers }, membership),
    P: closing(company, dice.fork('closing')),
  };
}
