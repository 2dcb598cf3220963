/**
 * A compiled form: what an XLSForm workbook says, checked and ready to run. Plain JSON, read-only; its identity is
 * the sha256 of its canonical bytes, the version is only a label.
 */

/** The same text in several languages, keyed by BCP 47 tag (`ru`, `en`). */
export type Text = Readonly<Record<string, string>>;

/** An XPath expression in the ODK subset, as the author wrote it (`${name}` references kept). */
export type Expression = string;

export type QuestionType =
  | 'text' | 'integer' | 'decimal' | 'range' | 'date' | 'time' | 'dateTime' | 'year'
  | 'select_one' | 'select_multiple' | 'rank'
  | 'note' | 'acknowledge' | 'calculate' | 'hidden' | 'image' | 'file' | 'metadata';

export interface FormDefinition {
  readonly formatVersion: 1;
  readonly id: string;
  readonly version: string;
  readonly title: Text;
  readonly languages: readonly string[];
  readonly defaultLanguage: string;
  readonly body: readonly FormNode[];
  /** Choice lists by name. */
  readonly choices: Readonly<Record<string, readonly Choice[]>>;
  readonly rules: readonly Rule[];
  readonly parameters: readonly Parameter[];
  /** What earlier versions called otherwise: by these, drafts and views of older versions are carried over. */
  readonly renames?: readonly Rename[];
}

/** A question, group or repeat (by name, or by path where the name is not alone), or a code of the choice list `list`. */
export interface Rename {
  readonly from: string;
  readonly to: string;
  readonly list?: string;
}

export type FormNode = Group | Repeat | Question;

interface Named {
  /** Unique within its parent; in our own forms unique in the form (the row number officials speak of). */
  readonly name: string;
  /** The row number officials speak of, where it is not the name: a repeat `line` is row F01. */
  readonly number?: string;
  /** Template path without row ids: `/F/line/F12`. */
  readonly path: string;
  readonly label: Text;
  readonly hint?: Text;
  readonly appearance?: string;
  readonly relevant?: Expression;
}

export interface Group extends Named {
  readonly kind: 'group';
  readonly children: readonly FormNode[];
}

export interface Repeat extends Named {
  readonly kind: 'repeat';
  readonly children: readonly FormNode[];
  /** Fixed number of rows (`repeat_count`); without it the person adds and removes rows. */
  readonly count?: Expression;
  readonly min?: number;
  readonly max?: number;
  /** At least one row, or a reason code, is required (`_fields.required` on a repeat). */
  readonly required?: boolean;
  readonly shortForm?: boolean;
  /** Rows of the last round: not carried over (`skip`), or never taken away (`append`). */
  readonly lastRound?: 'skip' | 'append';
  /** Layout of the rows as a table: the name of a layout. */
  readonly table?: string;
}

export interface Question extends Named {
  readonly kind: 'question';
  readonly type: QuestionType;
  readonly guidance?: Text;
  readonly required?: Expression;
  readonly requiredMessage?: Text;
  readonly constraint?: Expression;
  readonly constraintMessage?: Text;
  readonly calculation?: Expression;
  readonly trigger?: readonly string[];
  readonly readonly?: Expression;
  readonly default?: Expression;
  /** Name of a choice list in {@link FormDefinition.choices}; `${B29}`: the answers given to that question in its rows. */
  readonly list?: string;
  /** A choice list that suggests answers to a text question; other answers are as good (`_fields.code_list`). */
  readonly codeList?: string;
  readonly choiceFilter?: Expression;
  readonly orOther?: boolean;
  /** `start`, `end`, `today`, `username` … for type `metadata`; `min`, `max`, `step` for `range`. */
  readonly parameters?: Readonly<Record<string, string>>;
  // What `_fields` adds.
  readonly unit?: Text;
  /** Fields that only make sense together share a name here (M6). */
  readonly atomic?: string;
  readonly personal?: boolean;
  readonly restricted?: boolean;
  /** `percent`, `money`: how a number is shown and bounded. */
  readonly measure?: 'percent' | 'money';
  /** An identifier scheme (`ru_inn` …), or `auto` with {@link schemeCountry}. */
  readonly idScheme?: string;
  /** Name of the question that holds the country which decides an `auto` scheme. */
  readonly schemeCountry?: string;
  /** What this answer says of the company itself: used for the list of companies and for its entity. */
  readonly identity?: 'country' | 'number' | 'name' | 'shortName' | 'region';
  readonly shortForm?: boolean;
  /** The answer of the last round: not carried over (`skip`), a number that may only grow (`grow`), choices that may only be added to (`append`). */
  readonly lastRound?: 'skip' | 'grow' | 'append';
  /** From which change against the last round on an explanation is wanted: in per cent, for a share in percentage points. Without it the form's {@link CHANGE_PARAMETER} tells. */
  readonly change?: number;
}

export interface Choice {
  readonly value: string;
  readonly label: Text;
  /** Further columns of the sheet, for `choice_filter` and for rules. */
  readonly attributes?: Readonly<Record<string, string>>;
}

export type Level = 'error' | 'warning' | 'info';
export type Stage = 'draft' | 'complete' | 'accept';

export type Rule = ResponseRule | BuiltInRule;

interface RuleBase {
  readonly id: string;
  readonly level: Level;
  /** From which stage on the rule speaks. */
  readonly stage: Stage;
  readonly message: Text;
}

/** A rule over one response. Inside a repeat it is checked once a row. */
export interface ResponseRule extends RuleBase {
  readonly scope: 'response';
  readonly check?: undefined;
  /** Template path of the repeat whose rows the rule is checked for; absent: once a response. */
  readonly context?: string;
  readonly when?: Expression;
  readonly assert: Expression;
  /** Template paths of the fields it points to. */
  readonly at: readonly string[];
}

/**
 * A built-in check called by name. Of scope `response` it gives a check every form has the form's own id (`identifier` is
 * R01); else it is a check that compares companies (R15, R35, R55, R56).
 */
export interface BuiltInRule extends RuleBase {
  readonly scope: 'response' | 'workspace' | 'base';
  readonly check: string;
  readonly arguments: Readonly<Record<string, string>>;
  readonly at: readonly string[];
}

/** The parameter that gives the threshold of changes against the last round for all numbers that name none of their own. */
export const CHANGE_PARAMETER = 'last_round_change';

/** A dated constant the Commission edits: key rates, thresholds, criteria of the financing mechanism. */
export interface Parameter {
  readonly name: string;
  readonly value: number | string;
  readonly unit?: string;
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly source?: string;
}
