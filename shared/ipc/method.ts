/** One method of the map: what goes in, what comes out. */
export interface Method<Arguments, Value> {
  readonly arguments: Arguments;
  readonly value: Value;
}
