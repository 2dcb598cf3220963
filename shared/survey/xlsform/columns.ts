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

/** Names that the standard and its tools have used for the same column over the years. */
const ALIASES: ReadonlyMap<string, string> = new Map(Object.entries({
  relevance: 'relevant', caption: 'label', 'list name': 'list_name', value: 'name', 'read only': 'readonly', read_only: 'readonly',
  'constraint message': 'constraint_message', constraint_msg: 'constraint_message', 'required message': 'required_message', calculate: 'calculation',
  'repeat count': 'repeat_count', 'jr:count': 'repeat_count', guidance: 'guidance_hint', 'guidance hint': 'guidance_hint', 'choice filter': 'choice_filter',
  tag: 'name', count: 'repeat_count', requiredmsg: 'required_message', 'constraining message': 'constraint_message',
  'bind::relevant': 'relevant', 'bind::constraint': 'constraint', 'bind::jr:constraintmsg': 'constraint_message', 'bind::required': 'required', 'bind::jr:requiredmsg': 'required_message',
  'bind::calculate': 'calculation', 'bind::readonly': 'readonly', 'control::appearance': 'appearance', 'body::appearance': 'appearance', 'control::jr:count': 'repeat_count',
  title: 'form_title', id_string: 'form_id', 'set form title': 'form_title', 'set form id': 'form_id', command: 'type',
}));

const KNOWN: ReadonlySet<string> = new Set([...Object.values(COLUMNS).flat(), 'list_name', 'geometry']);

/**
 * The name of a column by its heading: those of the standard in any case and with spaces for underscores, also as older tools spelt them; others, such as further
 * columns of choices, as they are written, with underscores for spaces.
 */
export function columnNamed(heading: string): string {
  const snake = heading.trim().replace(/\s+/g, '_');
  for (const name of [heading.toLowerCase(), snake.toLowerCase()]) {
    const alias = ALIASES.get(name);
    if (alias !== undefined) return alias;
    if (KNOWN.has(name) || UNSUPPORTED_COLUMNS.test(name)) return name.includes('::') ? snake : name;
  }
  return snake;
}
