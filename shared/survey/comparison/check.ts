import type { Path } from '../response.ts';
import type { Company, Lookup } from './company.ts';

/** Something a check has to say of one company. */
export interface Hit {
  readonly company: Company;
  /** Where to look; without it, the places the rule points to. */
  readonly paths?: readonly Path[];
  /** What `{name}` in the rule's message prints. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** A check of many companies at once, by the settings its rule gives it. */
export type Check = (settings: Readonly<Record<string, string>>, companies: readonly Company[], form: Lookup) => readonly Hit[];
