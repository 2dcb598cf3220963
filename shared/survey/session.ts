import type { Finding } from './findings.ts';
import type { Choice, FormDefinition, Stage, Text } from './form.ts';
import type { LastRound } from './lastRound.ts';
import type { Progress } from './progress.ts';
import type { Answer, AnswerChange, Answers, Path } from './response.ts';

/** What an engine needs from outside: the day, and ids for new rows. */
export interface EngineEnvironment {
  /** Today and now in the person's time zone, ISO 8601 (`2026-11-23T14:05:00.000+03:00`). */
  readonly now: () => string;
  readonly random: () => number;
  readonly uuid: () => string;
  readonly username?: string;
}

/** What a screen shows of one question. */
export interface FieldState {
  readonly path: Path;
  readonly value: Answer | null;
  readonly relevant: boolean;
  readonly required: boolean;
  readonly readonly: boolean;
}

/**
 * One response being filled. `answer` and the row methods recompute only what depends on the change and say which paths
 * changed in any way (value, relevance, required, findings), so that a screen paints just those.
 */
export interface Session {
  readonly form: FormDefinition;
  answer(path: Path, value: Answer | null): ReadonlySet<Path>;
  /** Adds a row at the end, or before `before`; returns its id and what changed. */
  addRow(repeat: Path, options?: { readonly before?: string; readonly id?: string }): { readonly row: string; readonly changed: ReadonlySet<Path> };
  removeRow(repeat: Path, row: string): ReadonlySet<Path>;
  field(path: Path): FieldState;
  /** Label and hint of a question or section with the values of other answers (`${name}`) put in. */
  texts(path: Path): { readonly label: Text; readonly hint?: Text };
  /** Relevance of a group or repeat (concrete path). */
  relevant(path: Path): boolean;
  /** Row ids in order. */
  rows(repeat: Path): readonly string[];
  /** Choices that pass the choice filter now. */
  choices(path: Path): readonly Choice[];
  /** The same for a row that is yet to be added to a repeat: `tail` is the way from the row to the question, `/C09`. */
  choicesInNewRow(repeat: Path, tail: string): readonly Choice[];
  /** Findings at a stage, in the order of the form. Built-in workspace checks are not among them. */
  findings(stage?: Stage): readonly Finding[];
  /** Findings that point to a path and stand at a stage, in the order of the form; as at completing unless said otherwise. */
  findingsAt(path: Path, stage?: Stage): readonly Finding[];
  /** Progress of a group or repeat by its concrete path; of the whole form for `/`. */
  progress(path: Path): Progress;
  /** What the company answered in the round before; null when nothing is known of it. */
  readonly last: LastRound | null;
  /** Whether the answer at a path was carried over from the last round, and nobody has confirmed or changed it. */
  isCarried(path: Path): boolean;
  /** How many answers are marked so, irrelevant ones included: to see at little cost that something has changed. */
  marks(): number;
  /** Relevant answers that wait to be confirmed, at a path and below it, in the order of the form; of the whole form for `/`. */
  carried(at: Path): readonly Path[];
  /** Takes answers of the last round as answers of this one; says what changed. Any other change of an answer confirms it too. */
  confirm(paths: Iterable<Path>): ReadonlySet<Path>;
  /** What people have written on questions, by the place of the question; also on questions that are not asked now. It changes as the session does. */
  notes(): ReadonlyMap<Path, string>;
  /** Everything entered, irrelevant answers and the marks of those carried over included: what a draft keeps. */
  answers(): Answers;
  /** What a completed revision holds: relevant answers, row markers, justifications of findings that still stand and notes on what is asked; calculated values too. */
  relevantAnswers(): Answers;
  /** What changed in the draft since the last call, for autosave. */
  takeChanges(): readonly AnswerChange[];
}
