import { groupBy } from '../../base/group.ts';
import type { Check, Hit } from './check.ts';
import type { Company } from './company.ts';
import { numberOf, textOf } from './company.ts';

interface Member {
  readonly company: Company;
  readonly ratio: number;
}

/**
 * `ratio-percentile` (R15): numerator ÷ denominator outside the percentiles `low`–`high` of the company's group (equal
 * answers to the questions of `group`). Percentiles are taken by nearest rank. A group too small for them (fewer than
 * 100 ÷ `low` members) is judged by the range of the others, times `factor`; groups below `minimum` are passed over.
 */
export const ratioPercentile: Check = (settings, companies, form) => {
  const { numerator = '', denominator = '', group = '' } = settings;
  const [low = 1, high = 99, minimum = 20, factor = 3] = [settings.low, settings.high, settings.minimum, settings.factor].map((text) => (text ? Number(text) : undefined));
  const questions = group.split(' ').map((name) => form.question(name));
  const members = companies.flatMap((company): readonly Member[] => {
    const above = numberOf(company, form.question(numerator));
    const below = numberOf(company, form.question(denominator));
    return above === null || below === null || below <= 0 ? [] : [{ company, ratio: above / below }];
  });
  const groups = groupBy(members, ({ company }) => questions.map((question) => textOf(company, question)).join(' '));
  return [...groups.values()].filter((peers) => peers.length >= minimum).flatMap((peers) => {
    const sorted = peers.map(({ ratio }) => ratio).sort((a, b) => a - b);
    const hasTails = sorted.length > 100 / Math.min(low, 100 - high);
    const bounds = hasTails ? () => [rank(sorted, low), rank(sorted, high)] as const : ({ ratio }: Member) => othersRange(sorted, ratio, factor);
    return peers.flatMap((peer): readonly Hit[] => {
      const [least, most] = bounds(peer);
      return peer.ratio < least || peer.ratio > most ? [{ company: peer.company, values: { value: peer.ratio, low: least, high: most } }] : [];
    });
  });
};

/** Nearest-rank percentile of a sorted list. */
function rank(sorted: readonly number[], percent: number): number {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] as number;
}

function othersRange(sorted: readonly number[], own: number, factor: number): readonly [number, number] {
  const at = sorted.indexOf(own);
  const least = sorted[at === 0 ? 1 : 0] as number;
  const most = sorted[at === sorted.length - 1 ? at - 1 : sorted.length - 1] as number;
  return [least / factor, most * factor];
}
