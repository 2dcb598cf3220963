/** Counts of a section or a row. */
export interface Tally {
  required: number;
  answered: number;
  /** Of those answered, by a reason code. */
  missing: number;
  errors: number;
  warnings: number;
  unjustified: number;
}

export const emptyTally = (): Tally => ({ required: 0, answered: 0, missing: 0, errors: 0, warnings: 0, unjustified: 0 });

/** Adds the counts (`sign` -1: takes them off). */
export function addTo(tally: Tally, delta: Readonly<Tally>, sign: 1 | -1): void {
  tally.required += delta.required * sign;
  tally.answered += delta.answered * sign;
  tally.missing += delta.missing * sign;
  tally.errors += delta.errors * sign;
  tally.warnings += delta.warnings * sign;
  tally.unjustified += delta.unjustified * sign;
}
