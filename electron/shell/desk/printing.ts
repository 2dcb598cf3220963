import { basename } from 'node:path';
import type { Failure } from '../../../shared/base/failure.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { PrintedFile } from '../../../shared/ipc/survey.ts';
import type { Reception } from './reception.ts';

/** Prints a document where the person said, as a job: the window says that it is at work, and it can be stopped until the file stands. Fails as `print` does, and with `cancelled`. */
export async function printAt({ files, mainJobs, tellProgress }: Pick<Reception, 'files' | 'mainJobs' | 'tellProgress'>, job: string, path: string, print: (signal: AbortSignal) => Promise<Result<null, Failure>>): Promise<Result<PrintedFile, Failure>> {
  tellProgress({ job, phase: 'printing', done: 0, total: 0 });
  const printed = await mainJobs.run(job, print);
  return printed.ok ? ok({ fileName: basename(path), ticket: files.issue(path) }) : printed;
}
