/** What lists call the five states, by their codes (ISO 3166-1); folded. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  AM: ['am', 'arm', 'армения', 'республика армения', 'ра', 'armenia', 'republic of armenia'],
  BY: ['by', 'blr', 'беларусь', 'республика беларусь', 'рб', 'белоруссия', 'belarus', 'republic of belarus'],
  KZ: ['kz', 'kaz', 'казахстан', 'республика казахстан', 'рк', 'kazakhstan', 'republic of kazakhstan'],
  KG: ['kg', 'kgz', 'кыргызстан', 'киргизия', 'кыргызская республика', 'киргизская республика', 'кр', 'kyrgyzstan', 'kyrgyz republic'],
  RU: ['ru', 'rus', 'россия', 'российская федерация', 'рф', 'russia', 'russian federation'],
};

const CODES: ReadonlyMap<string, string> = new Map(Object.entries(NAMES).flatMap(([code, names]) => names.map((name) => [name, code] as const)));

/** The code of the member state that a person's list names, in whatever way; undefined when it names none. */
export function stateNamed(text: string): string | undefined {
  return CODES.get(text.normalize('NFC').toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ').trim());
}
