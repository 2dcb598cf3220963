/** The names of the questions that an expression reads as `${name}`, in the order of its text, as often as they stand there. */
export function namesIn(expression: string): readonly string[] {
  return [...expression.matchAll(/\$\{\s*([^\s{}]+)\s*\}/g)].map(([, name = '']) => name);
}
