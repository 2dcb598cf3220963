import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { printComparison } from './measure.ts';

interface Taken {
  /** Bytes of heap for a form with its first response, answered, findings read. */
  readonly first: number;
  /** Bytes for one more response to the same form. */
  readonly further: number;
}

/** Runs `memory.ts` in a process of its own. */
function measure(engine: 'ours' | 'xforms'): Promise<Taken> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('memory.ts', import.meta.url)), [engine], { execArgv: ['--expose-gc'] });
    child.on('message', (taken) => resolve(taken as Taken));
    child.on('error', reject);
    child.on('exit', (code) => { if (code !== 0) reject(new Error(`memory.ts ${engine} ended with ${String(code)}`)); });
  });
}

const ours = await measure('ours');
const theirs = await measure('xforms');
for (const [name, part] of [['Memory of an open form of 1,000 questions with its response', 'first'], ['Memory of one more response to that form', 'further']] as const)
  printComparison({ name, ours: { label: 'ours', bytes: ours[part] }, floor: { label: 'xforms-engine', bytes: theirs[part] }, limit: 1 / 5 });
