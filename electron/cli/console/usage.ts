import type { CommanderError } from 'commander';
import type { Phrase, Say } from '../text/say.ts';

const PHRASES: Readonly<Record<string, Phrase>> = {
  'commander.missingArgument': 'usage.missing-argument',
  'commander.optionMissingArgument': 'usage.option-argument',
  'commander.missingMandatoryOptionValue': 'usage.missing-option',
  'commander.unknownOption': 'usage.unknown-option',
  'commander.unknownCommand': 'usage.unknown-command',
  'commander.excessArguments': 'usage.excess-arguments',
  'commander.invalidArgument': 'usage.invalid-argument',
  'commander.help': 'usage.no-command',
};

/** What is wrong with a call, in the reader's language: commander itself speaks English only. */
export function printUsageProblem(problem: CommanderError, say: Say): string {
  const phrase = PHRASES[problem.code];
  if (phrase === undefined) return problem.message;
  const name = /'([^']*)'/.exec(problem.message)?.[1] ?? '';
  return say(phrase, { name });
}
