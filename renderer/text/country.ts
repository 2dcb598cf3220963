import type { MessageId } from './messages.ts';
import type { Print } from './text.tsx';

const NAMED: readonly MessageId[] = ['country.AM', 'country.BY', 'country.KZ', 'country.KG', 'country.RU', 'country.EAEU'];

/** The name of a member state or of the Union; any other code as it is: a key or a bundle may name any. */
export function printCountry(t: Print, code: string): string {
  const id = NAMED.find((each) => each === `country.${code}`);
  return id === undefined ? code : t(id);
}
