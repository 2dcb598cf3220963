import { app, utilityProcess, type UtilityProcess } from 'electron';
import type { Verdict } from '../database/soundness.ts';
import { verdictOf, type Checker } from '../workers/beside.ts';

/** Checks databases with the program at this path, each in a process of Electron's that has no window and no network of its own. */
export function createChecker(program: string): Checker {
  return (file) => {
    let child: UtilityProcess | null = null;
    let ended = false;
    const verdict = app.whenReady().then(() => new Promise<Verdict>((resolve) => {
      if (ended) return resolve('untold');
      child = utilityProcess.fork(program, [file], { serviceName: 'svod-check', stdio: 'ignore' });
      child.once('exit', (code) => resolve(verdictOf(code)));
    }));
    return {
      verdict,
      end: () => {
        ended = true;
        child?.kill();
      },
    };
  };
}
