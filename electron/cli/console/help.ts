import { Help, type Command, type HelpConfiguration } from 'commander';
import type { Say } from '../text/say.ts';

const plain = new Help();

/** The frame of the help pages in the person's language: commander's own words are English. */
export function helpIn(say: Say): HelpConfiguration {
  const titles: Readonly<Record<string, string>> = {
    'Usage:': say('help.usage'), 'Options:': say('help.options'), 'Commands:': say('help.commands'), 'Arguments:': say('help.arguments'),
  };
  const translated = (line: string): string => line.replaceAll('[options]', `[${say('help.option')}]`).replaceAll('[command]', `[${say('help.command')}]`);
  return {
    styleTitle: (title) => titles[title] ?? title,
    commandUsage: (command: Command) => translated(plain.commandUsage(command)),
    subcommandTerm: (command: Command) => translated(plain.subcommandTerm(command)),
    optionDescription: ({ description, argChoices }) => (argChoices ? `${description}: ${argChoices.join(', ')}` : description),
  };
}
