export type Strength = 'empty' | 'weak' | 'fair' | 'good';

/** Least length of a passphrase, in characters. */
const PASSPHRASE_LENGTH = 14;

/**
 * A rough measure for the person choosing: length, different characters and different words; repeats and runs of the
 * keyboard count little. It advises; the key store decides.
 */
export function strengthOf(passphrase: string): Strength {
  const text = passphrase.normalize('NFC').trim();
  if (text === '') return 'empty';
  const words = new Set(text.toLowerCase().split(/[\s\-_.,]+/).filter((word) => [...word].length >= 3));
  const different = new Set(text.toLowerCase()).size;
  if ([...text].length < PASSPHRASE_LENGTH || different < 6 || isRun(text)) return 'weak';
  if (words.size >= 4 || ([...text].length >= 20 && different >= 10)) return 'good';
  return 'fair';
}

const RUNS = ['0123456789', 'qwertyuiopasdfghjklzxcvbnm', 'йцукенгшщзхъфывапролджэячсмитьбю', 'abcdefghijklmnopqrstuvwxyz', 'абвгдежзийклмнопрстуфхцчшщъыьэюя'];

/** Whether most of the text is steps along the keyboard or the alphabet. */
function isRun(text: string): boolean {
  const characters = [...text.toLowerCase()];
  const steps = characters.slice(1).filter((next, index) => RUNS.some((run) => {
    const at = run.indexOf(characters[index] as string);
    const to = run.indexOf(next);
    return at >= 0 && to >= 0 && Math.abs(at - to) <= 1;
  }));
  return steps.length > characters.length * 0.6;
}
