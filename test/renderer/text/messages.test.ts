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

/** The names that sentences give to how many there are of something. */
const COUNTS: ReadonlySet<string> = new Set(['count', 'total', 'done', 'added', 'updated', 'removed', 'left', 'mapped', 'answered', 'required', 'aside', 'rows', 'cells', 'approved', 'companies']);

test.each([['ru', '12\u00a0345'], ['en', '12,345']] as const)('how many there are is written with its groups in %s', (language, written) => {
  const print = createPrint(language);
  for (const id of ids) {
    const values = [...asked(language, id)];
    for (const name of values.filter((one) => COUNTS.has(one))) {
      const said = print(id, Object.fromEntries(values.map((one) => [one, one === name ? 12345 : 2])));
      expect(said.replaceAll(written, ''), id).not.toContain('12345');
    }
  }
});
