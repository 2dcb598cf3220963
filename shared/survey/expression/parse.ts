import type { BinaryOperator, PathStart, Step, Syntax } from './syntax.ts';
import { ExpressionError } from './syntax.ts';
import type { Token } from './tokenise.ts';
import { tokenise } from './tokenise.ts';

/** From the loosest to the tightest binding (XPath 1.0, 3.5). */
const LEVELS: readonly (readonly string[])[] = [['or'], ['and'], ['=', '!='], ['<', '<=', '>', '>='], ['+', '-'], ['*', 'div', 'mod']];

/** Deeper nesting is no expression a person wrote, and must not exhaust the stack. */
const DEEPEST = 100;
/** More operators than this are no expression a person wrote either. */
const MOST_OPERATORS = 1_000;

/** Parses an expression; throws {@link ExpressionError} with the offset of what is wrong. */
export function parseExpression(text: string): Syntax {
  const tokens = tokenise(text);
  let index = 0;
  let depth = 0;
  let operators = 0;

  const peek = (): Token => tokens[index] as Token;
  const isSymbol = (symbol: string, ahead = 0): boolean => {
    const token = tokens[index + ahead];
    return token?.kind === 'symbol' && token.symbol === symbol;
  };
  const take = (): Token => tokens[index++] as Token;
  const expect = (symbol: string): void => {
    if (!isSymbol(symbol)) throw unexpected(peek(), symbol);
    index++;
  };

  const binary = (level: number): Syntax => {
    const words = LEVELS[level];
    if (!words) return unary();
    let left = binary(level + 1);
    for (;;) {
      const token = peek();
      const word = token.kind === 'symbol' ? token.symbol : token.kind === 'name' ? token.name : '';
      if (!words.includes(word)) return left;
      if (++operators > MOST_OPERATORS) throw new ExpressionError('syntax', token.at, 'expression-long');
      index++;
      left = { kind: 'binary', at: token.at, operator: word as BinaryOperator, left, right: binary(level + 1) };
    }
  };

  const unary = (): Syntax => {
    if (++depth > DEEPEST) throw new ExpressionError('syntax', peek().at, 'expression-deep');
    const negated = isSymbol('-') ? take() : null;
    const operand = negated ? unary() : union();
    depth--;
    return negated ? { kind: 'negate', at: negated.at, operand } : operand;
  };

  const union = (): Syntax => {
    let left = path();
    while (isSymbol('|')) {
      const { at } = take();
      left = { kind: 'binary', at, operator: '|', left, right: path() };
    }
    return left;
  };

  const path = (): Syntax => {
    const token = peek();
    switch (token.kind) {
      case 'number':
        index++;
        return { kind: 'number', at: token.at, value: token.value };
      case 'string':
        index++;
        return { kind: 'string', at: token.at, value: token.value };
      case 'reference':
        index++;
        return continued(token.at, { kind: 'reference', name: token.name, predicates: predicates() });
      case 'end':
        throw unexpected(token, 'value');
      case 'name':
        if (isSymbol('(', 1) && token.name !== 'node') return filtered(token.at, call());
        break;
      case 'symbol':
        if (token.symbol === '(') {
          index++;
          const inner = binary(0);
          expect(')');
          return filtered(token.at, inner);
        }
        if (token.symbol === '//') throw new ExpressionError('unsupported', token.at, 'descendants');
        if (token.symbol === '/') {
          index++;
          return { kind: 'path', at: token.at, start: { kind: 'root' }, steps: startsStep() ? relative() : [] };
        }
    }
    if (!startsStep()) throw unexpected(token, 'value');
    return { kind: 'path', at: token.at, start: { kind: 'here' }, steps: relative() };
  };

  const filtered = (at: number, expression: Syntax): Syntax => {
    const found = predicates();
    if (found.length === 0 && !isSymbol('/')) return expression;
    return continued(at, { kind: 'expression', expression, predicates: found });
  };

  const continued = (at: number, start: PathStart): Syntax => {
    if (isSymbol('//')) throw new ExpressionError('unsupported', peek().at, 'descendants');
    if (!isSymbol('/')) return { kind: 'path', at, start, steps: [] };
    index++;
    return { kind: 'path', at, start, steps: relative() };
  };

  const startsStep = (): boolean => peek().kind === 'name' || isSymbol('.') || isSymbol('..') || isSymbol('*') || isSymbol('@');

  const relative = (): readonly Step[] => {
    const steps = [step()];
    while (isSymbol('/')) {
      index++;
      steps.push(step());
    }
    return steps;
  };

  const step = (): Step => {
    const token = take();
    if (token.kind === 'reference') throw new ExpressionError('unsupported', token.at, 'reference-after-slash');
    if (token.kind === 'symbol') {
      if (token.symbol === '.') return { at: token.at, test: { kind: 'self' }, predicates: predicates() };
      if (token.symbol === '..') return { at: token.at, test: { kind: 'parent' }, predicates: predicates() };
      if (token.symbol === '*') return { at: token.at, test: { kind: 'children' }, predicates: predicates() };
      if (token.symbol === '@') throw new ExpressionError('unsupported', token.at, 'attributes');
    }
    if (token.kind !== 'name') throw unexpected(token, 'name');
    if (isSymbol('::')) return axis(token.name, token.at);
    if (isSymbol('(')) throw new ExpressionError('unsupported', token.at, 'step-call', { name: token.name });
    return { at: token.at, test: { kind: 'child', name: token.name }, predicates: predicates() };
  };

  const axis = (name: string, at: number): Step => {
    index++;
    const target = take();
    const any = (target.kind === 'symbol' && target.symbol === '*') || (target.kind === 'name' && target.name === 'node');
    if (target.kind === 'name' && target.name === 'node') {
      expect('(');
      expect(')');
    }
    if (name === 'self' && any) return { at, test: { kind: 'self' }, predicates: predicates() };
    if (name === 'parent' && any) return { at, test: { kind: 'parent' }, predicates: predicates() };
    if (name === 'child' && any) return { at, test: { kind: 'children' }, predicates: predicates() };
    if (name === 'child' && target.kind === 'name') return { at, test: { kind: 'child', name: target.name }, predicates: predicates() };
    throw new ExpressionError('unsupported', at, 'axis', { name });
  };

  const predicates = (): readonly Syntax[] => {
    const found: Syntax[] = [];
    while (isSymbol('[')) {
      index++;
      found.push(binary(0));
      expect(']');
    }
    return found;
  };

  const call = (): Syntax => {
    const token = take();
    expect('(');
    const list: Syntax[] = [];
    if (!isSymbol(')')) {
      list.push(binary(0));
      while (isSymbol(',')) {
        index++;
        list.push(binary(0));
      }
    }
    expect(')');
    return { kind: 'call', at: token.at, name: token.kind === 'name' ? token.name : '', arguments: list };
  };

  const parsed = binary(0);
  if (peek().kind !== 'end') throw unexpected(peek(), 'operator');
  return parsed;
}

function unexpected(token: Token, wanted: string): ExpressionError {
  if (token.kind === 'end') return new ExpressionError('syntax', token.at, 'ends-early', { wanted });
  const found = token.kind === 'symbol' ? token.symbol : token.kind === 'name' || token.kind === 'reference' ? token.name : token.value;
  return new ExpressionError('syntax', token.at, 'found-instead', { found, wanted });
}
