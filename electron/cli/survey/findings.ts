import type { JsonObject } from '../../../shared/base/json.ts';
import type { Language } from '../../../shared/ipc/service.ts';
import type { Finding } from '../../../shared/survey/findings.ts';
import type { Path } from '../../../shared/survey/response.ts';
import { isSentenceCode, printSentence } from '../../../shared/text/print.ts';

/** How a concrete path is shown: with 1-based row numbers in place of row ids. */
export type Place = (path: Path) => string;

function printMessage(language: Language, finding: Finding): string {
  const { message } = finding;
  if (message.kind === 'form') return message.text[language] ?? Object.values(message.text)[0] ?? finding.rule;
  return isSentenceCode(message.code) ? printSentence(language, message.code, message.values) : message.code;
}

export function findingJson(language: Language, finding: Finding, place: Place): JsonObject {
  return {
    rule: finding.rule,
    level: finding.level,
    paths: finding.paths.map(place),
    message: printMessage(language, finding),
    ...(finding.justification === undefined ? {} : { justification: finding.justification }),
  };
}

const MARKS = { error: '✗', warning: '!', info: 'i' } as const;

/** `✗ R10 /C/C05  C05 + C06 + C07 = 103 …` */
export function findingLine(language: Language, finding: Finding, place: Place): string {
  const where = finding.paths[0];
  const answered = finding.justification === undefined ? '' : ` – «${finding.justification}»`;
  return `  ${MARKS[finding.level]} ${finding.rule} ${where === undefined ? '' : place(where)}  ${printMessage(language, finding)}${answered}`;
}
