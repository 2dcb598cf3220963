/** How many letters may be wrong in a word that is searched for: none in a short one, nor where there are figures. */
function tolerance(search: string): number {
  return search.length < 4 || /\d/.test(search) ? 0 : search.length < 6 ? 1 : 2;
}

/**
 * How many letters are wrong in `search` as a word or as the beginning of one (a letter missing, one too many, another, two of them swapped); `whole` asks for the
 * word to its end. Infinity beyond `most`.
 */
export function wrongLetters(search: string, word: string, most: number, whole = false): number {
  const length = Math.min(word.length, search.length + most);
  if (whole && Math.abs(word.length - search.length) > most) return Infinity;
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: length + 1 }, (_, at) => at);
  for (let i = 1; i <= search.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= length; j += 1) {
      const same = search[i - 1] === word[j - 1];
      let least = Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + (same ? 0 : 1));
      if (i > 1 && j > 1 && search[i - 1] === word[j - 2] && search[i - 2] === word[j - 1]) least = Math.min(least, (before[j - 2] as number) + 1);
      next.push(least);
    }
    if (Math.min(...next) > most) return Infinity;
    [before, row] = [row, next];
  }
  const wrong = whole ? row[length] ?? Infinity : Math.min(...row);
  return wrong > most ? Infinity : wrong;
}

/** The words that begin like the search, but for a letter or two; the nearest first. */
export function nearWords(words: readonly string[], search: string): readonly string[] {
  const most = tolerance(search);
  if (most === 0) return [];
  return words.map((word) => ({ word, wrong: wrongLetters(search, word, most) })).filter(({ wrong }) => wrong <= most).sort((a, b) => a.wrong - b.wrong).slice(0, MOST).map(({ word }) => word);
}

/** More words than that are near to nothing. */
const MOST = 50;
