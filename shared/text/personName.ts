/** What a patronymic ends with, in the languages of the Union as they are written in Cyrillic. */
const PATRONYMIC = /(вич|вна|ична|инична|ұлы|қызы|улы|уулу|кызы|оглы|оғлы)$/iu;

/**
 * A full name as a narrow place says it: `Ковалёва Анна Сергеевна` and `Анна Сергеевна Ковалёва` → `Ковалёва А. С.`, in one piece. A name of another shape stays as it is:
 * nobody can tell from it which part is the surname.
 */
export function shortName(name: string): string {
  const [first = '', second = '', third = '', ...more] = name.trim().split(/\s+/);
  if (third === '' || more.length > 0 || [first, second, third].some((part) => !/^\p{Lu}\p{L}/u.test(part))) return name;
  const initials = (given: string, patronymic: string) => `\u00A0${given[0]}.\u00A0${patronymic[0]}.`;
  if (PATRONYMIC.test(third)) return first + initials(second, third);
  return PATRONYMIC.test(second) ? third + initials(first, second) : name;
}
