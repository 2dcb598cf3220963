import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { createDemo } from '../../demo/create.ts';
import type { Console } from '../console/console.ts';
import { done } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';

interface Options {
  readonly companies: string;
  readonly seed: string;
}

const MOST = 20_000;

/** `demo DIR`: the ready example. */
export function register(program: Command, console: Console): void {
  const { say } = console;
  program
    .command('demo')
    .description(say('demo'))
    .argument('<DIR>', say('argument.demo'))
    .option('--companies <N>', say('option.companies'), '48')
    .option('--seed <S>', say('option.seed'), 'svod')
    .action((folder: string, options: Options) => console.run(() => make(console, folder, options)));
}

async function make(console: Console, folder: string, options: Options): Promise<Result<Outcome, Failure>> {
  const companies = Number(options.companies);
  if (!Number.isInteger(companies) || companies < 1 || companies > MOST) {
    return err({ code: 'usage', values: { detail: console.say('usage.number', { name: '--companies', from: 1, to: MOST }) } });
  }
  const made = await createDemo({ folder, companies, seed: options.seed }, { progress: console.progress, checkCancelled: () => undefined });
  if (!made.ok) return made;
  const { commission, ministries, bundles, registry, passphrase } = made.value;
  return ok(
    done({ commission, ministries, bundles, registry, passphrase }, [
      console.say('demo.done', { companies, bundles: bundles.length }),
      commission, ...ministries, ...bundles, registry,
      console.say('demo.passphrase', { passphrase }),
    ]),
  );
}
