/** How far a part of the form is: shown in the section rail and the list of companies. */
export interface Progress {
  /** Relevant questions that want an answer. */
  readonly required: number;
  /** Of those, answered (a reason code counts). */
  readonly answered: number;
  readonly errors: number;
  readonly warnings: number;
  readonly unjustified: number;
}
