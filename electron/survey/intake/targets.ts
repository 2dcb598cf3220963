import type { Question } from '../../../shared/survey/form.ts';
import type { Path } from '../../../shared/survey/response.ts';
import type { FormMap } from '../formMap.ts';
import { isAsked } from '../template/cells.ts';
import { foldName } from '../workbook/choiceNames.ts';

/** The column that holds the number of a company, whichever state's it is. */
export const NUMBER = '@number';

/** What the columns of a list are called where they hold what the list of companies knows. */
const USUAL: Readonly<Record<'number' | 'country' | 'name', RegExp>> = {
  number: /^(?:инн|унп|бин|иин|уин|тин|inn|unp|bin|tin|identifier|идентификатор|(?:рег\w*\.? |регистрационный |идентификационный )?номер(?: организации| налогоплательщика)?|registration number|tax number)$/,
  country: /^(?:страна|государство|country|state|код страны|country code)(?: регистрации| of registration)?$/,
  name: /^(?:полное )?(?:наименование|название|организация|предприятие|name|company|company name)(?: организации| предприятия)?$/,
};
const ALIKE = 0.6;

/**
 * Guesses which question each column answers: by its number, by its label in any language, by the usual names of identifiers,
 * else by most of its words. A question is guessed once; null where nothing is alike.
 */
export function guessQuestions(head: readonly string[], map: FormMap, repeat: Path | null): readonly (Path | null)[] {
  const asked = [...map.questions.values()].filter((question) => isAsked(question) && fits(question, map, repeat));
  const taken = new Set<Path>();
  const once = (path: Path | null | undefined): Path | null => {
    if (path === null || path === undefined || taken.has(path)) return null;
    taken.add(path);
    return path;
  };
  const first = head.map((name) => {
    const folded = foldName(name);
    const number = /^#?([a-z]{1,3}\d{1,4})\b/i.exec(name)?.[1]?.toUpperCase();
    const byNumber = asked.find((question) => number !== undefined && (question.number ?? question.name).toUpperCase() === number);
    const byLabel = asked.find((question) => question.name === name || Object.values(question.label).some((label) => foldName(label) === folded));
    const usual = USUAL.number.test(folded) ? NUMBER : USUAL.country.test(folded) ? map.identity.country : USUAL.name.test(folded) ? map.identity.name : null;
    return once(byNumber?.path ?? byLabel?.path ?? usual);
  });
  const words = asked.map((question) => ({ path: question.path, labels: Object.values(question.label).map(wordsIn) }));
  return head.map((name, index) => first[index] ?? once(alike(wordsIn(name), words.filter(({ path }) => !taken.has(path)))));
}

function fits({ path }: Question, { repeats }: FormMap, repeat: Path | null): boolean {
  const inside = [...repeats.keys()].filter((one) => path.startsWith(`${one}/`));
  return inside.length === 0 || (inside.length === 1 && inside[0] === repeat);
}

function alike(words: ReadonlySet<string>, questions: readonly { readonly path: Path; readonly labels: readonly ReadonlySet<string>[] }[]): Path | null {
  let best: { readonly path: Path; readonly score: number } | null = null;
  for (const { path, labels } of questions) {
    for (const label of labels) {
      const common = [...words].filter((word) => label.has(word)).length;
      const score = common / Math.max(1, words.size + label.size - common);
      if (score >= ALIKE && score > (best?.score ?? 0)) best = { path, score };
    }
  }
  return best?.path ?? null;
}

function wordsIn(text: string): ReadonlySet<string> {
  return new Set(foldName(text).split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2));
}
