import type { Command } from 'commander';
import type { Failure } from '../../../shared/base/failure.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { printFailure } from '../../../shared/text/failure.ts';
import { printSentence } from '../../../shared/text/print.ts';
import { printUntrusted } from '../../../shared/text/untrusted.ts';
import type { Desk } from '../../jobs/handler.ts';
import { syncStore } from '../../merge/central/sync.ts';
import type { Console } from '../console/console.ts';
import { withDesk } from '../console/desk.ts';
import { untilInterrupted } from '../console/interrupt.ts';
import { withPassphrase, withWorkspace, type PassphraseOption, type WorkspaceOption } from '../console/options.ts';
import { judged, type Outcome } from '../console/outcome.ts';
import { readPassphrase } from '../console/passphrase.ts';

interface Options extends WorkspaceOption, PassphraseOption {
  readonly store: string;
}

/** `sync`: the union with the central base, both ways (M13). */
export function register(program: Command, console: Console): void {
  const { say } = console;
  withPassphrase(withWorkspace(program.command('sync').description(say('sync')), console), console)
    .requiredOption('--store <URL>', say('option.store'))
    .action((options: Options) => console.run(() => withDesk(console, options.workspace, (desk) => sync(console, desk, options))));
}

async function sync(console: Console, desk: Desk, options: Options): Promise<Result<Outcome, Failure>> {
  const passphrase = readPassphrase(console, options.passphraseFile);
  // Without one, what nobody has signed yet stays here.
  if (!passphrase.ok && passphrase.error.code !== 'usage') return passphrase;
  const synced = await untilInterrupted(desk, (stoppable) => syncStore(stoppable, { store: options.store, passphrase: passphrase.ok ? passphrase.value : undefined }));
  if (!synced.ok) return synced;
  const { refused, untrusted, unsigned, auditFits, stateHash, ...report } = synced.value;
  const strangers = untrusted.map((word) => ({ word, ...printUntrusted(console.language, word) }));
  const json = {
    ...report, unsigned, auditFits, stateHash,
    refused: refused.map(({ manifest, fileName, failure }) => ({ manifest, file: fileName, code: failure.code, message: printFailure(console.language, failure) })),
    untrusted: strangers.map(({ word: { kind, hash, claims, code }, why }) => ({ kind, hash, ...claims, code, message: why })),
  };
  const lines = [
    ...refused.map(({ fileName, failure }) => `✗ ${printFailure(console.language, { ...failure, values: { file: fileName, ...failure.values } })}`),
    ...strangers.map(({ title, why }) => `✗ ${title}. ${why}`),
    console.say('sync.done', { pushed: report.pushed, pulled: report.pulled, conflicts: report.conflicts }),
    ...(report.rules > 0 ? [console.say('sync.rules', { rules: report.rules })] : []),
    ...(unsigned > 0 ? [console.say('sync.unsigned', { unsigned })] : []),
    ...(auditFits ? [] : [printSentence(console.language, 'sync.audit')]),
    stateHash,
  ];
  return ok(judged(refused.length + untrusted.length === 0, json, lines));
}
