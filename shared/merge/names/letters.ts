/**
 * Letters of the union's alphabets as plain Latin ones, so that one name in Russian, Kazakh, Kyrgyz, Belarusian, Armenian or Latin
 * letters comes out nearly the same. Lower case; longer strings first where they begin alike.
 */
const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'j', з: 'z', и: 'i', й: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r',
  с: 's', т: 't', у: 'u', ф: 'f', х: 'h', ц: 'c', ч: 'q', ш: 'x', щ: 'x', ъ: '', ы: 'i', ь: '', э: 'e', ю: 'u', я: 'a',
  і: 'i', ў: 'u', ә: 'a', ғ: 'g', қ: 'k', ң: 'n', ө: 'o', ұ: 'u', ү: 'u', һ: 'h', ґ: 'g',
};

const ARMENIAN: Readonly<Record<string, string>> = {
  ա: 'a', բ: 'b', գ: 'g', դ: 'd', ե: 'e', զ: 'z', է: 'e', ը: 'i', թ: 't', ժ: 'j', ի: 'i', լ: 'l', խ: 'h', ծ: 'c', կ: 'k', հ: 'h', ձ: 'z', ղ: 'g',
  ճ: 'q', մ: 'm', յ: 'i', ն: 'n', շ: 'x', ո: 'o', չ: 'q', պ: 'p', ջ: 'j', ռ: 'r', ս: 's', վ: 'v', տ: 't', ր: 'r', ց: 'c', ւ: 'v', փ: 'p', ք: 'k',
  և: 'ev', օ: 'o', ֆ: 'f',
};

/** How Latin spellings write one sound with several letters. */
const LATIN: readonly (readonly [string, string])[] = [
  ['shch', 'x'], ['sch', 'x'], ['tch', 'q'], ['dzh', 'j'], ['dj', 'j'], ['dz', 'z'], ['yo', 'e'], ['ye', 'e'], ['yu', 'u'], ['ya', 'a'], ['zh', 'j'], ['kh', 'h'], ['ts', 'c'], ['tz', 'c'], ['ch', 'q'], ['sh', 'x'],
  ['ph', 'f'], ['th', 't'], ['gh', 'g'], ['qu', 'kv'], ['ck', 'k'], ['x', 'ks'], ['w', 'v'], ['y', 'i'], ['q', 'k'],
];

/** The same word in plain Latin letters; digits stay. */
export function plainLetters(word: string): string {
  const latin = /^[a-z0-9]+$/.test(word) ? fromLatin(word) : [...word.replaceAll('ու', 'u').replaceAll('дз', 'з').replaceAll('дж', 'ж')].map((letter) => CYRILLIC[letter] ?? ARMENIAN[letter] ?? letter).join('');
  return softened(latin);
}

function fromLatin(word: string): string {
  let plain = '';
  for (let at = 0; at < word.length; ) {
    const found = LATIN.find(([spelling]) => word.startsWith(spelling, at));
    // c is k, but s before e, i and y: «cristal», «center».
    const letter = found ? found[1] : word[at] === 'c' ? (/[eiy]/.test(word[at + 1] ?? '') ? 'c' : 'k') : (word[at] as string);
    plain += letter;
    at += found ? found[0].length : 1;
  }
  return plain;
}

/** Without what a transliteration adds or leaves out: iot before a vowel, doubled letters. */
function softened(word: string): string {
  return word.replace(/i([aeou])/g, '$1').replace(/(.)\1+/g, '$1');
}
