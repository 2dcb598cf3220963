import type { QuestionType } from '../form.ts';

/** What the `type` column of a row asks for. */
export type RowType =
  | { readonly kind: 'begin'; readonly of: 'group' | 'repeat' }
  | { readonly kind: 'end'; readonly of: 'group' | 'repeat' }
  | { readonly kind: 'question'; readonly type: QuestionType; readonly list?: string; readonly orOther?: boolean; readonly metadata?: string; readonly external?: boolean }
  | { readonly kind: 'unsupported'; readonly what: string }
  | { readonly kind: 'unknown' };

const PLAIN: Readonly<Record<string, QuestionType>> = {
  text: 'text', string: 'text', integer: 'integer', int: 'integer', decimal: 'decimal', range: 'range', date: 'date', time: 'time', datetime: 'dateTime',
  note: 'note', acknowledge: 'acknowledge', trigger: 'acknowledge', calculate: 'calculate', hidden: 'hidden', image: 'image', photo: 'image', file: 'file',
};

const METADATA = ['start', 'end', 'today', 'username'];

const UNSUPPORTED: Readonly<Record<string, string>> = {
  geopoint: 'a position', geotrace: 'a line on a map', geoshape: 'an area on a map', 'start-geopoint': 'a position', osm: 'OpenStreetMap data', audio: 'sound', video: 'video',
  barcode: 'a barcode', 'background-audio': 'sound in the background', 'background-geopoint': 'a position in the background', audit: 'an audit log of the phone',
  deviceid: 'the number of a phone', subscriberid: 'the number of a phone', simserial: 'the number of a phone', phonenumber: 'the number of a phone', imei: 'the number of a phone',
  email: 'the e-mail of a phone', 'xml-external': 'data from an XML file', 'csv-external': 'data from a CSV file',
};

/** Reads a type as the standard writes it, with its older spellings. */
export function parseRowType(text: string): RowType {
  const words = text.trim().split(/\s+/);
  const joined = words.join(' ').toLowerCase();
  const block = /^(begin|end)[ _](group|repeat)$/.exec(joined);
  if (block) return { kind: block[1] as 'begin' | 'end', of: block[2] as 'group' | 'repeat' };
  const select = parseSelect(words);
  if (select) return select;
  const plain = Object.hasOwn(PLAIN, joined) ? PLAIN[joined] : undefined;
  if (plain) return { kind: 'question', type: plain };
  if (METADATA.includes(joined)) return { kind: 'question', type: 'metadata', metadata: joined };
  const what = Object.hasOwn(UNSUPPORTED, joined) ? UNSUPPORTED[joined] : undefined;
  if (what !== undefined) return { kind: 'unsupported', what: `${text.trim()}: ${what} cannot be taken on a desktop computer` };
  return /^(?:begin|end)[ _]loop/.test(joined) ? { kind: 'unsupported', what: 'loop: write the questions out or use a repeat' } : { kind: 'unknown' };
}

function parseSelect(words: readonly string[]): RowType | null {
  const text = words.join(' ');
  const match = /^(select[ _]one|select1|select[ _]multiple|select all that apply(?: from)?|rank)(_external|[ _]from[ _]file)?\s+(.+)$/i.exec(text);
  if (!match) return /^(?:select[ _]|rank$)/i.test(text) ? { kind: 'unsupported', what: `${text}: the name of the choice list is missing` } : null;
  const [, word = '', source = '', rest = ''] = match;
  const other = /\s+or[ _]other$/i.exec(rest);
  const named = (other ? rest.slice(0, other.index) : rest).replace(/^from\s+/i, '').trim();
  const list = source.toLowerCase().includes('file') ? named.replace(/\.(?:csv|xml|geojson)$/i, '') : named;
  const type = /^rank/i.test(word) ? 'rank' : /one|select1/i.test(word) ? 'select_one' : 'select_multiple';
  return { kind: 'question', type, list, ...(other && { orOther: true }), ...(source !== '' && { external: true }) };
}
