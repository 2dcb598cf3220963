import { IntlMessageFormat } from 'intl-messageformat';
import { messages, type MessageId } from '../../renderer/text/messages.ts';
import { localeOf } from '../../shared/text/values.ts';
import type { Language } from '../../shared/ipc/service.ts';

export type Words = (id: MessageId, values?: Readonly<Record<string, string | number>>) => string;

/** What the screens say in a language, by message id: a test that asks for words here outlives their rewording. */
export function wordsIn(language: Language): Words {
  return (id, values = {}) => String(new IntlMessageFormat(messages[language][id], localeOf(language)).format(values));
}
