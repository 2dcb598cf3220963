import process from 'node:process';
import { compileForm } from '../../shared/survey/engine/compile.ts';
import { createSession } from '../../shared/survey/engine/engine.ts';
import type { FormDefinition } from '../../shared/survey/form.ts';
import { environment } from '../helpers/form.ts';
import { xformOf } from '../oracle/xform.ts';
import { wideAnswers, wideForm } from './forms.ts';
import { loadXform } from './xformsEngine.ts';

/** What the engine named as the argument keeps in memory: measured in a process of its own, told to the parent. */
type Open = (form: number) => Promise<{ readonly form: object; readonly create: () => object }>;

const openOurs: Open = (questions) => {
  const form = compileForm(JSON.parse(JSON.stringify(wideForm(questions))) as FormDefinition);
  const answers = wideAnswers(form.definition);
  return Promise.resolve({
    form,
    create: () => {
      const session = createSession(form, new Map(), environment());
      for (const [path, value] of answers) session.answer(path, value);
      session.findings();
      return session;
    },
  });
};

const openTheirs: Open = async (questions) => {
  const definition = wideForm(questions);
  const answers = wideAnswers(definition);
  const form = await loadXform(xformOf(definition));
  return {
    form,
    create: () => {
      const instance = form.create();
      for (const [path, value] of answers) instance.answer(path, value as number);
      instance.violations();
      return instance;
    },
  };
};

function heap(): number {
  if (!globalThis.gc) throw new Error('Run with --expose-gc.');
  for (let time = 0; time < 4; time++) globalThis.gc();
  return process.memoryUsage().heapUsed;
}

const open = process.argv[2] === 'ours' ? openOurs : openTheirs;
// What is loaded once for all forms is not counted.
const kept: object[] = [(await open(10)).create()];
const before = heap();
const opened = await open(1_000);
kept.push(opened, opened.create());
const first = heap();
kept.push(opened.create());
const further = heap();
process.send?.({ first: first - before, further: further - first, kept: kept.length });
