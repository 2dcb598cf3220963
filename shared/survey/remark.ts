/** What there is to say of a form while it is read and compiled; each code has one sentence a language in `shared/text`. */
export type RemarkCode =
  | 'expression-long' | 'expression-deep' | 'descendants' | 'reference-after-slash' | 'attributes' | 'step-call' | 'axis' | 'wildcard'
  | 'found-instead' | 'ends-early' | 'last-saved' | 'unexpected' | 'quote-open' | 'function-unsupported' | 'function-unknown' | 'arguments-exactly'
  | 'arguments-least' | 'arguments-between' | 'wants-set' | 'instance-name' | 'instance-shape' | 'instance-column' | 'list-unknown' | 'union-sets'
  | 'parameter-unknown' | 'wants-question' | 'wants-section' | 'question-wanted' | 'position-path' | 'indexed-pairs' | 'not-a-repeat' | 'indexed-none'
  | 'indexed-every' | 'no-choices' | 'pulldata-quotes' | 'randomize-set' | 'digest-unknown' | 'digest-encoding' | 'pattern-broken'
  | 'pattern-unsupported' | 'path-from-question' | 'question-unknown' | 'question-ambiguous' | 'choice-no-path' | 'path-no-question' | 'path-out'
  | 'filter-column' | 'column-unknown' | 'part-unknown' | 'template-unknown' | 'cycle' | 'question-left-out' | 'shape' | 'shape-unknown' | 'shape-large' | 'shape-deep' | 'shape-place' | 'cell-error' | 'cell-formula'
  | 'no-survey' | 'sheet-unread' | 'sheet' | 'column' | 'column-unread' | 'column-twice' | 'no-heading' | 'language-missing' | 'no-form-id'
  | 'language-long' | 'text-long' | 'not-translated' | 'column-not-translated' | 'type-none' | 'type-unknown' | 'end-crossed' | 'end-nothing'
  | 'not-ended' | 'too-deep' | 'name-none' | 'name-form' | 'name-twice' | 'calculation-none' | 'trigger-unknown' | 'parameter-pair' | 'parameter'
  | 'parameter-number' | 'range-step' | 'type-position' | 'type-media' | 'type-barcode' | 'type-phone' | 'type-osm' | 'type-file' | 'type-loop'
  | 'type-list-none' | 'choices-file' | 'choice-no-list' | 'choice-no-name' | 'list-name' | 'choice-space' | 'choice-twice' | 'choice-media'
  | 'choice-no-label' | 'file-empty' | 'field-none' | 'field-twice' | 'measure' | 'layout' | 'identity' | 'scheme-unknown' | 'scheme-country' | 'rows-number'
  | 'rows-bounds' | 'rule-id' | 'rule-level' | 'rule-stage' | 'rule-scope' | 'rule-twice' | 'rule-message' | 'check-unknown' | 'check-none'
  | 'rule-assert' | 'constant-no-name' | 'constant-no-value' | 'date-expected' | 'argument-pair' | 'compares-date-number' | 'compares-number-word'
  | 'compares-date-word' | 'orders-word' | 'choice-unknown' | 'choice-missing' | 'last-round' | 'change' | 'rename-half' | 'type-kobo' | 'settings-row' | 'sheet-twice' | 'file-columns' | 'file-no-codes' | 'file-no-labels' | 'appearance' | 'file-broken';

export type RemarkValues = Readonly<Record<string, string | number>>;

/** A sentence about a form, not yet in any language. */
export interface Remark {
  readonly code: RemarkCode;
  readonly values: RemarkValues;
}

export function remark(code: RemarkCode, values: RemarkValues = {}): Remark {
  return { code, values };
}
