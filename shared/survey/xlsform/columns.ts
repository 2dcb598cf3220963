/** The columns of each sheet. */
export const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  survey: [
    'type', 'name', 'label', 'hint', 'guidance_hint', 'required', 'required_message', 'relevant', 'constraint', 'constraint_message', 'calculation', 'trigger', 'readonly',
    'default', 'choice_filter', 'appearance', 'parameters', 'repeat_count', 'disabled', 'note', 'notes', 'comment', 'comments',
  ],
  settings: ['form_title', 'form_id', 'version', 'default_language', 'allow_choice_duplicates'],
  _settings: ['form_title'],
  _fields: [
    'name', 'number', 'unit', 'atomic', 'personal', 'restricted', 'id_scheme', 'scheme_country', 'code_list', 'table', 'short_form', 'measure', 'identity', 'min', 'max', 'required', 'last_round', 'change',
  ],
  _rules: ['id', 'level', 'stage', 'scope', 'context', 'when', 'assert', 'at', 'check', 'arguments', 'message'],
  _renames: ['from', 'to', 'list'],
  _parameters: ['name', 'value', 'unit', 'valid_from', 'valid_to', 'source'],
};

/** Columns of the standard that would change what a person sees or what is stored. */
export const UNSUPPORTED_COLUMNS = /^(?:media::.*|image|audio|video|big-image|autoplay|save_to|bind::.*|body::.*|instance::.*|control::.*|intent|query|style|public_key|submission_url|auto_send|auto_delete|instance_name|namespaces|attribute::.*)$/;

const CHOICES = ['list_name', 'name', 'label', 'image', 'audio', 'video', 'big-image', 'geometry'];
const MEDIA = /^media::.*/;

type Aliases = Readonly<Record<string, string>>;

/** Names that the standard and its tools have used for the same column over the years, sheet by sheet: a further column of choices may be called as a column of the survey once was. */
const SURVEY_ALIASES: Aliases = {
  command: 'type', tag: 'name', value: 'name', caption: 'label', relevance: 'relevant', read_only: 'readonly', calculate: 'calculation', guidance: 'guidance_hint',
  constraint_msg: 'constraint_message', constraining_message: 'constraint_message', requiredmsg: 'required_message', count: 'repeat_count', 'jr:count': 'repeat_count',
  'bind::relevant': 'relevant', 'bind::constraint': 'constraint', 'bind::jr:constraintmsg': 'constraint_message', 'bind::required': 'required', 'bind::jr:requiredmsg': 'required_message',
  'bind::calculate': 'calculation', 'bind::readonly': 'readonly', 'control::appearance': 'appearance', 'body::appearance': 'appearance', 'control::jr:count': 'repeat_count',
};
const CHOICE_ALIASES: Aliases = { value: 'name', caption: 'label' };
const SETTINGS_ALIASES: Aliases = { title: 'form_title', id_string: 'form_id', set_form_title: 'form_title', set_form_id: 'form_id' };

interface Headings {
  readonly aliases: Aliases;
  readonly known: readonly string[];
  readonly others: RegExp;
}

const NONE = /^(?!)/;
const HEADINGS: ReadonlyMap<string, Headings> = new Map([
  ...Object.entries(COLUMNS).map(([sheet, known]): readonly [string, Headings] => [sheet, { aliases: {}, known, others: NONE }]),
  ['survey', { aliases: SURVEY_ALIASES, known: COLUMNS['survey'] ?? [], others: UNSUPPORTED_COLUMNS }],
  ['settings', { aliases: SETTINGS_ALIASES, known: COLUMNS['settings'] ?? [], others: UNSUPPORTED_COLUMNS }],
  ...['choices', 'external_choices'].map((sheet): readonly [string, Headings] => [sheet, { aliases: CHOICE_ALIASES, known: CHOICES, others: MEDIA }]),
]);

/**
 * The name of a column by its heading: those of its sheet in any case and with spaces for underscores, also as older tools spelt them; others, such as further
 * columns of choices, as they are written, with underscores for spaces.
 */
export function columnNamed(sheet: string, heading: string): string {
  const written = heading.trim().replace(/\s+/g, '_');
  const name = written.toLowerCase();
  const { aliases, known, others } = HEADINGS.get(sheet.trim().toLowerCase()) ?? { aliases: {}, known: [], others: NONE };
  if (Object.hasOwn(aliases, name)) return aliases[name] as string;
  return known.includes(name) || (others.test(name) && !name.includes('::')) ? name : written;
}
