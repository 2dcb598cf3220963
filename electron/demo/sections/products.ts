import type { JsonObject } from '../../../shared/base/json.ts';
import { PRODUCTS } from '../catalogue/products.ts';
import type { Product } from '../catalogue/products.ts';
import type { Dice } from '../dice.ts';
import type { Profile } from '../profile.ts';
import type { Line } from './fab.ts';

/** Section J. Volumes follow from revenue and price, so that figures of one company hang together. */
export function products(company: Profile, dice: Dice, lines: readonly Line[]): JsonObject {
  const fitting = PRODUCTS.filter((product) => product.kinds.includes(company.kind) && (product.process === undefined || lines.some((line) => madeOn(product, line))));
  const chosen = dice.sample(fitting, dice.integer(3, 6));
  const revenue = Math.floor(company.microRevenue * dice.between(0.78, 0.97, 3));
  const shares = dice.split(revenue, chosen.map(() => 1));
  return { product: chosen.map((product, index) => row(product, company, dice, shares[index] as number, lines)) };
}

const madeOn = (product: Product, line: Line): boolean => line.process.includes(product.process as string);

function row(product: Product, company: Profile, dice: Dice, revenue: number, lines: readonly Line[]): JsonObject {
  const price = dice.between(...product.price, 3) * company.state.rate;
  const made = (revenue * 1000) / price / (product.unit === '798' ? 1000 : 1);
  const output = product.unit === '798' ? Number(made.toFixed(1)) : Math.round(made);
  const own = lines.find((line) => product.process !== undefined && madeOn(product, line));
  return {
    J02: product.name,
    J03: `${product.type}${dice.integer(100, 989)}${dice.pick(['А', 'Б', 'М', 'Т'])}`,
    J04: product.family,
    J05: product.tnved,
    J06: product.cpa,
    ...(product.die ? { J07: own?.node ?? dice.pick(product.nodes ?? ['180']) } : {}),
    ...(product.packages ? { J08: dice.pick(product.packages) } : {}),
    ...(product.die ? { J09: own ? company.country : dice.pick(product.foundries ?? ['CN']), J10: company.roles.includes('assembly') ? company.country : dice.pick(['RU', 'BY', 'CN', 'MY']) } : {}),
    J11: dice.pick(['mass', 'mass', 'mass', 'ramp']),
    J12: output,
    J13: product.unit,
    J14: Number((output * dice.between(1.08, 1.7, 2)).toFixed(1)),
    J15: revenue,
    J16: dice.integer(12, 27) ,
    ...(product.like ? { J17: product.like } : {}),
    J18: dice.sample(product.uses, dice.integer(1, 2)),
    J19: 'yes',
    J20: dice.integer(6, 26),
  };
}
