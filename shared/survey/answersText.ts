import type { Answer, Path } from './response.ts';

/**
 * All answers of a response as one text: a JSON array of path, answer, path, answer … What is copied from one process to the next as a single
 * text costs the same for one answer and for ten thousand; as many small values it costs more than everything else that opening a form does.
 */
export type AnswersText = string;

export function writeAnswersText(answers: Iterable<readonly [Path, Answer]>): AnswersText {
  return JSON.stringify([...answers].flatMap(([path, answer]) => [path, answer] as const));
}

/** Throws on a text that is no {@link AnswersText}. */
export function readAnswersText(text: AnswersText): Map<Path, Answer> {
  const parts = JSON.parse(text) as readonly unknown[];
  const answers = new Map<Path, Answer>();
  for (let at = 0; at < parts.length; at += 2) answers.set(parts[at] as Path, parts[at + 1] as Answer);
  return answers;
}
