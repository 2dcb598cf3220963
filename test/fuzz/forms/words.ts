/** What authors of XLSForms write, as they write it: every spelling a tool of the field has taken, and mistakes of everyday. */

export const TYPES = [
  'text', 'string', 'integer', 'int', 'decimal', 'range', 'date', 'time', 'dateTime', 'datetime', 'note', 'acknowledge', 'trigger', 'calculate', 'hidden', 'image', 'photo', 'file',
  'start', 'end', 'today', 'username', 'deviceid', 'phonenumber', 'email', 'simserial', 'subscriberid', 'audit', 'geopoint', 'geotrace', 'geoshape', 'start-geopoint', 'barcode', 'audio',
  'video', 'background-audio', 'osm', 'xml-external', 'csv-external', 'select_one a', 'select one a', 'select_one a or_other', 'select_one from a', 'select1 a', 'select_multiple a',
  'select all that apply from a', 'select_multiple a or other', 'rank a', 'select_one_external b', 'select_multiple_external b', 'select_one_from_file towns.csv',
  'select one from file towns.csv', 'select_multiple_from_file towns.xml', 'select_one_from_file area.geojson', 'select_one', 'select_one nothing', 'select_one ${x1}', 'rank', 'begin loop over a', 'end loop', 'TEXT', ' Text ', 'select_one  a',
  'imei', 'get device id', 'q string', 'add text prompt', 'nonsense', '',
] as const;

/** What a careful author writes: types whose answers others may read, types of a phone, and expressions in which `${x}` is such a question and `${s}` one with choices. */
export const TIDY_TYPES = ['text', 'integer', 'decimal', 'range', 'date', 'time', 'dateTime', 'acknowledge', 'hidden', 'image', 'username', 'calculate', 'select_one a', 'select one from a', 'select_multiple a', 'select_one a or_other', 'rank a'] as const;
export const PHONE_TYPES = ['geopoint', 'barcode', 'audio'] as const;
export const TIDY_EXPRESSIONS = {
  condition: ['${x} > 3', "${x} != ''", 'true()', "${x} = “yes”", "today() > '2026-01-01'", 'not(${x})', "selected(${s}, 'a1')", "count-selected(${s}) > 1", "${s} = 'a0' or ${s} = 'a1'"],
  constraint: ['. > 0', "regex(., '^(?!0)[a-z]+$')", "regex(., '(a+)+$')", "regex(., '^[a-z]{1,3}$')", 'string-length(.) < 9', '. != ${x}', "not(selected(., 'a1'))"],
  value: [
    '${x}', 'coalesce(${x}, 0) + 1', "concat(${x}, ' ', ${s})", 'number(${x}) div 0', 'once(random())', 'if(${x}, 1, 2)', 'int(${x}) mod 3', "instance('a')/root/item[name = ${s}]/label", "count(instance('a')/root/item[selected(${s}, name) and name != 'a1'])",
    "jr:choice-name(${s}, '${s}')", 'string-length(${x})',
  ],
  default: ['5', "'a0'", 'today()', "concat('a', 'b')"],
} as const;
export const TIDY_COLUMNS = ['hint', 'guidance_hint', 'appearance', 'my notes', 'media::image', 'intent', 'required_message', 'constraint message', 'hint::ru'] as const;

export const BEGINS = ['begin_group', 'begin group', 'Begin Group', 'begin_repeat', 'begin repeat', 'BEGIN REPEAT', 'begin lgroup'] as const;
export const ENDS = ['end_group', 'end group', 'end_repeat', 'end repeat', 'End Repeat', 'end', 'end lgroup'] as const;

export const COLUMNS = [
  'type', 'command', 'name', 'value', 'label', 'caption', 'label::English (en)', 'label::Русский (ru)', 'label : French', 'label:English', 'hint', 'hint::ru', 'guidance_hint', 'required', 'required_message',
  'required message', 'relevant', 'relevance', 'constraint', 'constraint_message', 'constraint message', 'constraint_msg', 'calculation', 'calculate', 'trigger', 'readonly', 'read_only', 'read only',
  'default', 'choice_filter', 'choice filter', 'appearance', 'parameters', 'repeat_count', 'jr:count', 'repeat count', 'disabled', 'note', 'media::image', 'media::audio::en', 'image', 'image::ru', 'video', 'big-image',
  'autoplay', 'save_to', 'bind::type', 'bind:type', 'bind::jr:preload', 'body::intent', 'body::accuracyThreshold', 'instance::x', 'control::x', 'intent', 'query', 'tags', 'my notes', 'Label', 'TYPE', '$given_name', 'hxl', 'noAppErrorString', 'noAppErrorString::en',
] as const;

export const CHOICE_COLUMNS = ['list_name', 'list name', 'name', 'value', 'label', 'label::English (en)', 'label::Русский (ru)', 'media::image', 'image', 'audio', 'region', 'geometry', 'order', ''] as const;

export const SETTINGS: readonly (readonly [string, readonly string[]])[] = [
  ['form_title', ['A form']], ['form_id', ['f', 'f 1', '']], ['id_string', ['g']], ['version', ['1', '2026010101']], ['default_language', ['English (en)', 'ru', 'nowhere']], ['style', ['pages', 'theme-grid']],
  ['public_key', ['MIIB…']], ['submission_url', ['https://example.org']], ['instance_name', ["concat(${x1}, 'a')"]], ['allow_choice_duplicates', ['yes']], ['namespaces', ['esri="http://esri.com"']],
  ['auto_send', ['true']], ['auto_delete', ['true']], ['clean_text_values', ['no']], ['sms_keyword', ['x']], ['attribute::x', ['1']], ['omit_instanceID', ['1']], ['name', ['data']],
];

export const EXPRESSIONS = [
  '${x1} > 3', '${ x1 } != \'\'', '.', '. > 0 and . < 100', '${x1} = “yes”', "selected(${x2}, ‘a1’)", 'yes', 'TRUE', 'true()', 'no', '1', 'once(uuid())', '${unknown} + 1', '${x1', "'open", 'if(${x1} = 1, 2, 3)', 'if(1)', 'foo(1)',
  'position(..)', 'position(../..)', 'indexed-repeat(${x3}, ${r1}, 1)', 'count(${r1})', 'sum(${x3})', 'sum(3)', "jr:choice-name(${x2}, '${x2}')", "pulldata('towns', 'name', 'key', ${x1})", "instance('a')/root/item[name = ${x2}]/label",
  "instance('none')/root/item/name", 'count-selected(.)', 'regex(., \'^[A-Z]{3}$\')', "regex(., '(a+)+$')", "regex(., '[')", 'today() > 5', "${x1} > '2026-01-01'", 'coalesce(${x1}, 0)', '../x1', '/data/x1', '//x1', '${x1} mod 0', '1 div 0', '-${x1}',
  '${last-saved#x1}', 'current()/../x1', 'string-length(.) <= 5', 'not(${x1})', 'date(${x1})', 'format-date(today(), \'%d.%m.%Y\')', 'random()', 'now()', "concat('a', \"b\")", '((((((1))))))', 'x1 + x2', '$x1', '@a', 'a b', '\u00a0${x1}\u00a0+\u00a02', '', 'region = ${x2}', 'name != ${x2} and region = 5',
  "digest('a', 'MD5')", 'checklist(1, 2, ${x1})', 'area(${x1})', 'distance(${x1})', "intersects(${x1})", 'last()', 'randomize(${x3}, 42)', '#N/A', '=A1',
] as const;

export const NAMES = ['x1', 'x2', 'x3', 'x4', 'x5', 'r1', 'r2', 'g1', 'g2', 'a b', '1a', 'имя', 'x-1', 'x.1', '_x', '__proto__', 'constructor', '', 'X1', 'x1 ', 'meta', 'instanceID', 'name\u200b'] as const;
export const LABELS = ['A label', 'Вопрос', 'with ${x1}', 'with ${unknown}', '', 'two\nlines', '<b>bold</b>', '{braces}', '=1+1', ' \u00a0 ', '${'] as const;
