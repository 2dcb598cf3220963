/** Thrown at the first thing that is wrong: the code of B19, the step of B18, and where. */
export class Refused extends Error {
  readonly code: string;
  step = 0;

  constructor(code: string, where: string) {
    super(where);
    this.code = code;
  }
}

export function demand(condition: boolean, code: string, where: string): asserts condition {
  if (!condition) throw new Refused(code, where);
}
