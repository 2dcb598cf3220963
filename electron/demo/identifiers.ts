import type { Dice } from './dice.ts';

/**
 * Identifiers of companies that do not exist: check digits hold, but they stand in ranges no register has issued
 * (Russian region 98, the highest serial numbers elsewhere). Rules of the numbers: `shared/survey/identifiers`.
 */

const sum = (digits: string, weights: readonly number[]): number => weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
const digits = (dice: Dice, count: number): string => Array.from({ length: count }, () => dice.integer(0, 9)).join('');

export function ruInn(dice: Dice): string {
  const body = `98${digits(dice, 7)}`;
  return `${body}${(sum(body, [2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10}`;
}

/** Companies registered before July 2002 carry the year 02, when the register began. */
export function ruOgrn(dice: Dice, registered: string): string {
  const year = registered < '2002-07-01' ? '02' : registered.slice(2, 4);
  const body = `1${year}98${digits(dice, 7)}`;
  return `${body}${(Number(body) % 11) % 10}`;
}

export const ruKpp = (inn: string): string => `${inn.slice(0, 4)}01001`;

export function okpo(dice: Dice): string {
  const body = `9${digits(dice, 6)}`;
  const first = sum(body, [1, 2, 3, 4, 5, 6, 7]) % 11;
  const check = first < 10 ? first : (sum(body, [3, 4, 5, 6, 7, 8, 9]) % 11) % 10;
  return `${body}${check}`;
}

const UNP_REGIONS: Readonly<Record<string, number>> = { 'BY-HM': 1, 'BY-BR': 2, 'BY-VI': 3, 'BY-HO': 4, 'BY-HR': 5, 'BY-MI': 6, 'BY-MA': 7 };

export function byUnp(dice: Dice, region: string): string {
  for (;;) {
    const body = `${UNP_REGIONS[region] ?? 1}99${digits(dice, 5)}`;
    const check = sum(body, [29, 23, 19, 17, 13, 7, 5, 3]) % 11;
    if (check < 10) return `${body}${check}`;
  }
}

export function kzBin(dice: Dice, registered: string): string {
  for (;;) {
    const body = `${registered.slice(2, 4)}${registered.slice(5, 7)}409${digits(dice, 4)}`;
    const first = sum(body, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) % 11;
    const check = first < 10 ? first : sum(body, [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11;
    if (check < 10) return `${body}${check}`;
  }
}

export function kgInn(dice: Dice, registered: string): string {
  const [year, month, day] = registered.split('-') as [string, string, string];
  return `0${day}${month}${year}9${digits(dice, 4)}`;
}

export const amTin = (dice: Dice): string => `99${digits(dice, 6)}`;
