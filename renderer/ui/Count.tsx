import { useLanguage } from '../text/text.tsx';
import { printNumber } from './field/numbers.ts';

/** How many there are, as the reader's language writes it: `1 234`, `1,234`. */
export function Count({ of }: { readonly of: number }) {
  return printNumber(useLanguage(), of);
}
