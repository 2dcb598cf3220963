import type { Command } from 'commander';
import type { Console } from './console.ts';

/** Options that many commands share, worded once. */
export interface WorkspaceOption {
  readonly workspace: string;
}
export interface PassphraseOption {
  readonly passphraseFile?: string;
}

export function withWorkspace(command: Command, console: Console): Command {
  return command.requiredOption('--workspace <DIR>', console.say('option.workspace'));
}

export function withPassphrase(command: Command, console: Console): Command {
  return command.option('--passphrase-file <FILE>', console.say('option.passphrase-file'));
}
