import { IntlMessageFormat } from 'intl-messageformat';
import { expect, test } from 'vitest';
import { messages, type MessageId } from '../../../renderer/text/messages.ts';
import { createPrint } from '../../../renderer/text/text.tsx';

type Ast = ReturnType<IntlMessageFormat['getAst']>;

/** Names of the values a message asks for, inside its plurals and choices too. */
function valuesIn(ast: Ast): readonly string[] {
  return ast.flatMap((node) => {
    if (!('value' in node) || node.type === 0) return [];
    const inner = 'options' in node ? Object.values(node.options).flatMap((option) => valuesIn(option.value)) : [];
    return typeof node.value === 'string' ? [node.value, ...inner] : inner;
  });
}

const asked = (language: 'ru' | 'en', id: MessageId) => new Set(valuesIn(new IntlMessageFormat(messages[language][id], language).getAst()));
const ids = Object.keys(messages.en) as MessageId[];

test.each(['ru', 'en'] as const)('every sentence can be said in %s', (language) => {
  const print = createPrint(language);
  for (const id of ids) expect(() => print(id, Object.fromEntries([...asked(language, id)].map((name) => [name, 2]))), id).not.toThrow();
});

test('both languages ask for the same values', () => {
  for (const id of ids) expect(asked('ru', id), id).toEqual(asked('en', id));
});
