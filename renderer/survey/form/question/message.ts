import type { Language } from '../../../../shared/ipc/service.ts';
import type { Finding } from '../../../../shared/survey/findings.ts';
import { isSentenceCode, printSentence } from '../../../../shared/text/print.ts';
import { textIn } from '../../outline.ts';

/** What a finding says, in the reader's language. */
export function messageOf(finding: Finding, language: Language): string {
  const { message } = finding;
  if (message.kind === 'form') return textIn(message.text, language);
  return isSentenceCode(message.code) ? printSentence(language, message.code, message.values) : message.code;
}
