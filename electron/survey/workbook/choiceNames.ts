import type { Choice, FormDefinition } from '../../../shared/survey/form.ts';

/** The choices of a list as people write them. */
export interface ChoiceNames {
  /** How a choice stands in a cell: its label, with the code where several choices share it. */
  readonly nameOf: (code: string) => string | undefined;
  /** The code of a label in any language of the form (with or without what stands behind it in brackets), of a code, of `label [code]`; undefined when it names none, or several. */
  readonly codeOf: (text: string) => string | undefined;
  /** In the order of the list. */
  readonly names: readonly string[];
}

const known = new WeakMap<readonly Choice[], Map<string, ChoiceNames>>();

/** Names of the choices of a list in a language, else in the form's own; made once a list. */
export function choiceNames(form: FormDefinition, choices: readonly Choice[], language: string): ChoiceNames {
  const made = known.get(choices) ?? new Map<string, ChoiceNames>();
  known.set(choices, made);
  const names = made.get(language) ?? makeNames(form, choices, language);
  made.set(language, names);
  return names;
}

function makeNames({ defaultLanguage }: FormDefinition, choices: readonly Choice[], language: string): ChoiceNames {
  const labelOf = ({ label, value }: Choice): string => tidy(label[language] ?? label[defaultLanguage] ?? Object.values(label)[0] ?? value) || value;
  const labels = choices.map(labelOf);
  const shared = new Set(labels.filter((label, index) => labels.indexOf(label) !== index));
  // A semicolon parts several choices in one cell.
  const names = choices.map((choice, index) => {
    const label = labels[index] as string;
    return (shared.has(label) ? `${label} [${choice.value}]` : label).replaceAll(';', ',');
  });
  const byCode = new Map(choices.map(({ value }, index) => [value, names[index] as string]));
  const codes = new Map<string, string | null>();
  const learn = (text: string, code: string): void => {
    const key = foldName(text);
    const before = codes.get(key);
    if (key !== '') codes.set(key, before === undefined || before === code ? code : null);
  };
  for (const [index, { value, label }] of choices.entries()) {
    for (const text of new Set([names[index] as string, ...Object.values(label)])) {
      learn(text, value);
      learn(text.replaceAll(';', ','), value);
      learn(`${text} [${value}]`, value);
      learn(`${value} ${text}`, value);
    }
  }
  // What stands in brackets behind a label are other names of it: «Общество с ограниченной ответственностью (ООО, ТОО)».
  const others = new Map<string, string | null>();
  for (const { value, label } of choices) {
    for (const text of Object.values(label)) {
      const [, before, inside] = /^(.*\S)\s*\(([^()]*)\)$/.exec(text) ?? [];
      for (const name of [before, ...(inside ?? '').split(/[,;]/)]) {
        const key = foldName(name ?? '');
        const known = others.get(key);
        if (key !== '') others.set(key, known === undefined || known === value ? value : null);
      }
    }
  }
  for (const [key, code] of others) if (!codes.has(key)) codes.set(key, code);
  // A code is always itself, whatever the labels of others say.
  for (const { value } of choices) codes.set(foldName(value), value);
  return { names, nameOf: (code) => byCode.get(code), codeOf: (text) => codes.get(foldName(text)) ?? undefined };
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Without the differences that people do not see or do not mean: case, ё and е, kinds of dashes, quotes and spaces. */
export function foldName(text: string): string {
  return tidy(text.normalize('NFC').toLowerCase().replaceAll('ё', 'е').replace(/[‐-―−]/g, '-').replace(/["'«»„“”‘’]/g, ''));
}
