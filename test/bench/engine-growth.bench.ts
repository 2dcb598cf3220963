import { compileForm } from '../../shared/survey/engine/compile.ts';
import { createSession } from '../../shared/survey/engine/engine.ts';
import type { Session } from '../../shared/survey/session.ts';
import { environment } from '../helpers/form.ts';
import { askedPaths, tableForm, wideAnswers, wideForm } from './forms.ts';
import { printComparison, quantile } from './measure.ts';

/** Adds to `times` how long one change took until all findings were read, in milliseconds. */
function time(times: number[], session: Session, change: () => void): void {
  const start = performance.now();
  change();
  session.findings();
  times.push(performance.now() - start);
  // What autosave takes away between answers.
  session.takeChanges();
}

/** More than the nearer caches of a processor hold. */
const elsewhere = new Float64Array(1 << 20);
let read = 0;

/** What the window does between two answers of a person: other work, after which nothing of the form is still warm in the processor. */
function doOtherWork(): void {
  for (let at = 0; at < elsewhere.length; at += 8) read += elsewhere[at] as number;
}

/**
 * Answers the same number of questions in both forms, evenly over each, there and back, the two by turns; as often as said. No question is
 * answered anew before all others were, so that neither form finds what it needs still warm from the answer before.
 */
function answerBoth(small: Wide, large: Wide, times: number, between: () => void = () => undefined): void {
  for (let round = 0; round < times; round++)
    for (let at = 0; at < small.paths.length; at++)
      for (const wide of [small, large]) {
        const path = wide.paths[Math.floor((at * wide.paths.length) / small.paths.length)] as string;
        const before = wide.answers.get(path) as number;
        for (const value of [before + 50, before]) {
          between();
          time(wide.times, wide.session, () => wide.session.answer(path, value));
        }
      }
}

type Wide = ReturnType<typeof openWide>;
function openWide(questions: number) {
  const form = wideForm(questions);
  const answers = wideAnswers(form);
  return { answers, paths: askedPaths(form), session: createSession(compileForm(form), answers, environment()), times: [] as number[] };
}

const small = openWide(1_000);
const large = openWide(8_000);
answerBoth(small, large, 4);
for (const wide of [small, large]) wide.times.length = 0;
answerBoth(small, large, 4);
const withoutPause = [large, small].map(({ times }) => quantile(times, 0.95));
for (const wide of [small, large]) wide.times.length = 0;
answerBoth(small, large, 2, doOtherWork);
printComparison({
  name: 'One answer to findings, p95, as the form grows',
  ours: { label: `8,000 questions (${large.session.findings().length} findings)`, ms: quantile(large.times, 0.95) },
  floor: { label: `1,000 questions (${small.session.findings().length} findings)`, ms: quantile(small.times, 0.95) },
  limit: 1.5,
});
console.log(`  Answer after answer without other work between: ${withoutPause.map((ms) => `${ms.toFixed(4)} ms`).join(' and ')}${Number.isFinite(read) ? '' : ' (!)'}`);

interface Table {
  readonly session: Session;
  readonly adding: number[];
  readonly removing: number[];
}

function openTable(rows: number): Table {
  const session = createSession(compileForm(tableForm()), new Map(), environment());
  for (let row = 0; row < rows; row++) {
    const { row: id } = session.addRow('/line');
    for (let field = 0; field < 10; field++) session.answer(`/line[${id}]/f${field}`, row + field);
  }
  return { session, adding: [], removing: [] };
}

function addAndRemove({ session, adding, removing }: Table): void {
  let added = '';
  time(adding, session, () => { added = session.addRow('/line').row; });
  time(removing, session, () => session.removeRow('/line', added));
}

const short = openTable(10);
const long = openTable(1_000);
for (let turn = 0; turn < 500; turn++) for (const table of [short, long]) addAndRemove(table);
for (const table of [short, long]) table.adding.length = table.removing.length = 0;
for (let turn = 0; turn < 1_000; turn++) for (const table of [short, long]) addAndRemove(table);
printComparison({
  name: 'Adding a row to a repeat of ten fields with a sum',
  ours: { label: 'among 1,000 rows', ms: quantile(long.adding, 0.5) },
  floor: { label: 'among 10 rows', ms: quantile(short.adding, 0.5) },
  limit: 3,
});
console.log(`  Removing it again: among 1,000 rows ${quantile(long.removing, 0.5).toFixed(4)} ms, among 10 rows ${quantile(short.removing, 0.5).toFixed(4)} ms`);
