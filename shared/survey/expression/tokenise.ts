import { ExpressionError } from './syntax.ts';

export type Token =
  | { readonly kind: 'number'; readonly at: number; readonly value: number }
  | { readonly kind: 'string'; readonly at: number; readonly value: string }
  | { readonly kind: 'reference'; readonly at: number; readonly name: string }
  | { readonly kind: 'name'; readonly at: number; readonly name: string }
  | { readonly kind: 'symbol'; readonly at: number; readonly symbol: string }
  | { readonly kind: 'end'; readonly at: number };

const SPACE = /[\s\u00A0\u2007\u202F\uFEFF]+/y;
const STARTS_SPACE = /[\s\u00A0\u2007\u202F\uFEFF]/;
const STARTS_NUMBER = /[\d.]/;
const NUMBER = /\d+(?:\.\d*)?|\.\d+/y;
const REFERENCE = /\$\{\s*([^\s{}]+)\s*\}/y;
const NAME = /[\p{L}_][\p{L}\p{N}_.-]*(?::[\p{L}_][\p{L}\p{N}_.-]*)?/uy;
const SYMBOL = /\/\/|::|\.\.|!=|<=|>=|[()[\],/|+\-=<>*.@]/y;

/** Quotes of word processors that Excel puts where an author typed straight ones. */
const QUOTES: Readonly<Record<string, string>> = { '“': '”', '„': '“', '«': '»', '‘': '’', '‚': '‘' };

/** Splits an expression into tokens; throws {@link ExpressionError} at the first character that cannot start one. */
export function tokenise(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  while (at < text.length) {
    const start = at;
    const space = STARTS_SPACE.test(text[at] as string) ? match(SPACE) : null;
    if (space) {
      at += space[0].length;
      continue;
    }
    const character = text[at] as string;
    const close = character === "'" || character === '"' ? character : QUOTES[character];
    if (close !== undefined) {
      const end = endOfString(text, at + 1, close);
      tokens.push({ kind: 'string', at: start, value: text.slice(at + 1, end).normalize('NFC') });
      at = end + 1;
      continue;
    }
    const number = STARTS_NUMBER.test(character) ? match(NUMBER) : null;
    if (number) {
      tokens.push({ kind: 'number', at: start, value: Number(number[0]) });
      at += number[0].length;
      continue;
    }
    const reference = character === '$' ? match(REFERENCE) : null;
    if (reference) {
      if (reference[1]?.startsWith('last-saved#')) throw new ExpressionError('unsupported', start, 'last-saved');
      tokens.push({ kind: 'reference', at: start, name: reference[1] as string });
      at += reference[0].length;
      continue;
    }
    const name = match(NAME);
    if (name) {
      tokens.push({ kind: 'name', at: start, name: name[0] });
      at += name[0].length;
      continue;
    }
    const symbol = match(SYMBOL);
    if (!symbol) throw new ExpressionError('syntax', at, 'unexpected', { found: character });
    tokens.push({ kind: 'symbol', at: start, symbol: symbol[0] });
    at += symbol[0].length;
  }
  tokens.push({ kind: 'end', at: text.length });
  return tokens;
}

function endOfString(text: string, from: number, close: string): number {
  for (let at = from; at < text.length; at++) if (text[at] === close || (close === '’' && text[at] === "'")) return at;
  throw new ExpressionError('syntax', from - 1, 'quote-open');
}
