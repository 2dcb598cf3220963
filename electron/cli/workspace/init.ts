import { resolve } from 'node:path';
import { Option } from 'commander';
import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Role } from '../../../shared/ipc/service.ts';
import { createKeylessWorkspace, describeWorkspace } from '../../bundle/workspace.ts';
import { close } from '../../database/open.ts';
import { loadShippedForm } from '../../survey/form.ts';
import type { Console } from '../console/console.ts';
import { contextOf } from '../console/desk.ts';
import { done } from '../console/outcome.ts';
import type { Outcome } from '../console/outcome.ts';

interface Options {
  readonly role: Role;
  readonly country?: string;
  readonly body: string;
  readonly person?: string;
  readonly round?: string;
}

const STATES = ['AM', 'BY', 'KG', 'KZ', 'RU'];

/** `init DIR`: a new workspace with the form that ships, without a key yet (`key new`). */
export function register(program: Command, console: Console): void {
  const { say } = console;
  program
    .command('init')
    .description(say('init'))
    .argument('<DIR>', say('option.workspace'))
    .addOption(new Option('--role <ROLE>', say('option.role')).choices(['ministry', 'commission']).makeOptionMandatory())
    .option('--country <CC>', say('option.country'))
    .requiredOption('--body <NAME>', say('option.body'))
    .option('--person <NAME>', say('option.person'))
    .option('--round <R>', say('option.round'))
    .action((folder: string, options: Options) => console.run(() => init(console, folder, options)));
}

async function init(console: Console, folder: string, options: Options): Promise<Result<Outcome, Failure>> {
  const country = options.role === 'commission' ? 'EAEU' : options.country;
  if (country === undefined || (options.role === 'ministry' && !STATES.includes(country))) {
    return err({ code: 'usage', values: { detail: console.say('usage.one-of', { name: '--country', values: STATES.join(', ') }) } });
  }
  const context = contextOf(console, resolve(folder));
  const form = await loadShippedForm();
  const made = createKeylessWorkspace(
    context,
    {
      role: options.role, country, body: options.body.normalize('NFC'), person: (options.person ?? options.body).normalize('NFC'), language: console.language,
      round: options.round ?? String(new Date(context.now()).getFullYear()),
    },
    { id: form.definition.id, version: form.definition.version, hash: form.hash, definition: form.canonical },
  );
  if (!made.ok) return made;
  const info = describeWorkspace(made.value);
  close(made.value);
  return ok(
    done(
      { workspace: info.id, folder: info.folder, role: info.role, country: info.country, body: info.body, round: info.round, form: { ...info.form } },
      [console.say('init.done', { folder: info.folder }), console.say(info.role === 'commission' ? 'init.next.commission' : 'init.next.ministry')],
    ),
  );
}
