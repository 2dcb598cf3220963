import { compileForm } from '../../shared/survey/engine/compile.ts';
import { createSession } from '../../shared/survey/engine/engine.ts';
import type { FormDefinition } from '../../shared/survey/form.ts';
import type { Path } from '../../shared/survey/response.ts';
import type { Session } from '../../shared/survey/session.ts';
import { environment } from '../helpers/form.ts';
import { xformOf } from '../oracle/xform.ts';
import { askedPaths, wideAnswers, wideForm } from './forms.ts';
import { mediansByTurns, printComparison, quantile } from './measure.ts';
import { errorsOf, openSurveyJs } from './surveyJs.ts';
import { loadXform } from './xformsEngine.ts';

const QUESTIONS = 1_000;
const definition = wideForm(QUESTIONS);
const answers = wideAnswers(definition);
const json = JSON.stringify(definition);
const xform = xformOf(definition);

function open(): Session {
  return createSession(compileForm(JSON.parse(json) as FormDefinition), new Map(), environment());
}

/** The questions that have a finding. */
const findings = (session: Session): readonly Path[] => session.findings().map((finding) => finding.paths[0] ?? '');
const nameOf = (path: Path): string => path.slice(path.lastIndexOf('/') + 1);

const opened = await mediansByTurns(9, { work: () => findings(open()) }, { work: async () => (await loadXform(xform)).create().violations() });
printComparison({
  name: `Opening a form of ${QUESTIONS} questions`,
  ours: { label: 'parse and compile the JSON, create the response, read its findings', ms: opened.ours },
  floor: { label: 'xforms-engine: load the XForm, create the instance, read its violations', ms: opened.floor },
  limit: 1 / 20,
});

// The same answers in all three, one after another; after each of them all three must name the same questions.
const session = open();
const theirs = (await loadXform(xform)).create();
const survey = openSurveyJs(definition);
for (const [path, value] of answers) {
  session.answer(path, value);
  theirs.answer(path, value as number);
}
survey.data = Object.fromEntries([...answers].map(([path, value]) => [nameOf(path), value]));

type Engine = 'ours' | 'xforms' | 'surveyJs';
const engines: Readonly<Record<Engine, (path: Path, value: number) => readonly Path[]>> = {
  ours: (path, value) => (session.answer(path, value), findings(session)),
  xforms: (path, value) => (theirs.answer(path, value), theirs.violations()),
  surveyJs: (path, value) => (survey.setValue(nameOf(path), value), errorsOf(survey)),
};
const times: Readonly<Record<Engine, number[]>> = { ours: [], xforms: [], surveyJs: [] };
const paths = askedPaths(definition).filter((_, index) => index % 7 === 0 || index % 7 === 3);
/** Engines take turns after so many questions: each begins with its own data out of the processor's cache, and only now and then. */
const BLOCK = 32;
/** SurveyJS takes a thousand times as long: of each block it gets the first questions only. */
const SLOW_BLOCK = 4;

function answerAll(engine: Engine, chosen: readonly Path[]): void {
  for (const path of chosen) {
    const before = answers.get(path) as number;
    for (const value of [before + 50, before]) {
      const start = performance.now();
      engines[engine](path, value);
      times[engine].push(performance.now() - start);
    }
  }
}

function agree(path: Path, value: number): void {
  const said = Object.values(engines).map((engine) => engine(path, value).map(nameOf).sort().join(' '));
  if (new Set(said).size > 1) throw new Error(`After ${path} = ${value} the engines name other questions:\n${said.join('\n')}`);
}

for (let at = 0; at < paths.length; at += BLOCK)
  for (const raise of [50, 0]) for (const path of paths.slice(at, at + 2)) agree(path, (answers.get(path) as number) + raise);
for (const engine of ['ours', 'xforms'] as const) answerAll(engine, paths);
for (const all of Object.values(times)) all.length = 0;
for (let turn = 0; turn < 4; turn++)
  for (let at = 0; at < paths.length; at += BLOCK) {
    answerAll('ours', paths.slice(at, at + BLOCK));
    answerAll('xforms', paths.slice(at, at + BLOCK));
    if (turn === 0) answerAll('surveyJs', paths.slice(at, at + SLOW_BLOCK));
  }
const medians = Object.entries(times).map(([engine, all]) => `${engine} ${quantile(all, 0.5).toFixed(4)} ms (${all.length})`);
console.log(`One answer to all findings, ${QUESTIONS} questions, medians: ${medians.join(', ')}`);
for (const [engine, other, label, limit] of [['xforms', 'xforms-engine', 'set the value, read all violations', 1 / 30], ['surveyJs', 'survey-core', 'set the value, validate, read all errors', 1 / 150]] as const)
  printComparison({
    name: `One answer to findings, p95, ${QUESTIONS} questions (${other})`,
    ours: { label: 'answer, read all findings', ms: quantile(times.ours, 0.95) },
    floor: { label: `${other}: ${label}`, ms: quantile(times[engine], 0.95) },
    limit,
  });
