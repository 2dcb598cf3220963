import type { QuestionType } from '../form.ts';
import type { Remark, RemarkCode } from '../remark.ts';
import { remark } from '../remark.ts';

/** What the `type` column of a row asks for. */
export type RowType =
  | { readonly kind: 'begin'; readonly of: 'group' | 'repeat' }
  | { readonly kind: 'end'; readonly of: 'group' | 'repeat' }
  | { readonly kind: 'question'; readonly type: QuestionType; readonly list?: string; readonly orOther?: boolean; readonly metadata?: string; readonly external?: boolean }
  | { readonly kind: 'unsupported'; readonly what: Remark }
  | { readonly kind: 'unknown' };

const PLAIN: Readonly<Record<string, QuestionType>> = {
  text: 'text', string: 'text', integer: 'integer', int: 'integer', decimal: 'decimal', range: 'range', date: 'date', time: 'time', datetime: 'dateTime',
  note: 'note', acknowledge: 'acknowledge', trigger: 'acknowledge', calculate: 'calculate', hidden: 'hidden', image: 'image', photo: 'image', file: 'file',
};

const METADATA = ['start', 'end', 'today', 'username'];

const UNSUPPORTED: Readonly<Record<string, RemarkCode>> = {
  geopoint: 'type-position', geotrace: 'type-position', geoshape: 'type-position', 'start-geopoint': 'type-position', 'background-geopoint': 'type-position', osm: 'type-osm',
  audio: 'type-media', video: 'type-media', 'background-audio': 'type-media', barcode: 'type-barcode', audit: 'type-phone', deviceid: 'type-phone', subscriberid: 'type-phone',
  simserial: 'type-phone', phonenumber: 'type-phone', imei: 'type-phone', email: 'type-phone', 'xml-external': 'type-file', 'csv-external': 'type-file',
};

/** Reads a type as the standard writes it, with its older spellings. */
export function parseRowType(text: string): RowType {
  const words = text.trim().split(/\s+/);
  const joined = modern(words.join(' ').toLowerCase());
  const block = /^(begin|end)[ _](group|repeat|lgroup|looped group)$/.exec(joined);
  if (block) return { kind: block[1] as 'begin' | 'end', of: block[2] === 'group' ? 'group' : 'repeat' };
  const select = parseSelect(words);
  if (select) return select;
  const plain = Object.hasOwn(PLAIN, joined) ? PLAIN[joined] : undefined;
  if (plain) return { kind: 'question', type: plain };
  if (METADATA.includes(joined)) return { kind: 'question', type: 'metadata', metadata: joined };
  if (/^(?:(?:begin|end)[ _](?:score|rank|kobomatrix)|score__row|rank__level)$/.test(joined)) return { kind: 'unsupported', what: remark('type-kobo', { type: text.trim() }) };
  const kind = joined.startsWith('osm ') ? 'osm' : joined;
  const what = Object.hasOwn(UNSUPPORTED, kind) ? UNSUPPORTED[kind] : undefined;
  if (what !== undefined) return { kind: 'unsupported', what: remark(what, { type: text.trim() }) };
  return /^(?:begin|end)[ _]loop/.test(joined) ? { kind: 'unsupported', what: remark('type-loop') } : { kind: 'unknown' };
}

/** `add text prompt`, `q string`, `get start time` as the first tools had it. */
function modern(type: string): string {
  const bare = /^(?:q|add|get) (.+?)(?: prompt)?$/.exec(type)?.[1] ?? type;
  return OLD.get(bare) ?? bare;
}

const OLD: ReadonlyMap<string, string> = new Map(Object.entries({
  'date time': 'datetime', picture: 'image', location: 'geopoint', gps: 'geopoint', 'start time': 'start', 'end time': 'end', 'device id': 'deviceid', 'sim id': 'simserial', 'subscriber id': 'subscriberid',
}));

function parseSelect(words: readonly string[]): RowType | null {
  const text = words.join(' ');
  const match = /^(select[ _]one|select1|select[ _]multiple|select all that apply(?: from)?|add select (?:one|multiple) prompt using|q select1?|rank)(_external|[ _]from[ _]file)?\s+(.+)$/i.exec(text);
  if (!match) return /^(?:select[ _](?:one|multiple)(?:_external|[ _]from(?:[ _]file)?)?|select1|select all that apply(?: from)?|rank)$/i.test(text) ? { kind: 'unsupported', what: remark('type-list-none', { type: text }) } : null;
  const [, word = '', source = '', rest = ''] = match;
  const other = /\s+or[ _](?:specify[ _])?other$/i.exec(rest);
  const named = (other ? rest.slice(0, other.index) : rest).replace(/^(?:from|using)\s+/i, '').trim();
  const list = source.toLowerCase().includes('file') ? named.replace(/\.(?:csv|xml|geojson)$/i, '') : named;
  const type = /^rank/i.test(word) ? 'rank' : /select[ _]one|select1/i.test(word) ? 'select_one' : 'select_multiple';
  return { kind: 'question', type, list, ...(other && { orOther: true }), ...(source !== '' && { external: true }) };
}
