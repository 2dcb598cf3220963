/** One thing for each owner, a bridge or a program: made when it is first asked for, the same as long as the window is open. */
export function keptFor<Owner extends object, T>(make: (owner: Owner) => T): (owner: Owner) => T {
  const kept = new WeakMap<Owner, T>();
  return (owner) => {
    const known = kept.get(owner) ?? make(owner);
    kept.set(owner, known);
    return known;
  };
}
