import { expect, test } from 'vitest';
import { ru as terminal } from '../../../electron/cli/text/ru.ts';
import { messages } from '../../../renderer/text/messages.ts';
import { guide } from '../../../shared/guide/guide.ts';
import { ru as common } from '../../../shared/text/ru.ts';

/** Everything said in Russian, each sentence by where it stands. */
const said: readonly (readonly [string, string])[] = [
  ...Object.entries({ ...terminal, ...common, ...messages.ru }),
  ...guide.ru.split('\n').map((line, index) => [`guide, line ${index + 1}`, line] as const),
];

/** One word for one thing: what is not said, and what is said instead. */
const terms: readonly (readonly [RegExp, string])[] = [
  [/раунд/i, 'обследование'],
  [/рег(\.|истрационн\S*) номер/i, 'идентификатор'],
  [/контрольн\S+ разряд/i, 'контрольная цифра'],
  [/коротк\S+ код/i, 'краткий код'],
  [/(папк\S+|открыт\S*|создан\S*|базы данных) рабоч(его|ее) мест/i, 'рабочая папка: рабочее место – это то, что подписывает и нумерует пакеты'],
  [/верн\S+ в работу/i, 'вернуть в черновик'],
  [/(установить|подписать) анкету/i, 'форма анкеты: анкету заполняют'],
  [/снят\S* расхожден|расхожден\S* снят/i, 'расхождение устраняют'],
  [/—/, 'короткое тире –'],
  [/(?<![а-яё])(еще|ее|учет\S*|отчет\S*|прием\S*|зачет\S*|идет|пришел|введен|завершен|утвержден|сведен|отклонен|подтвержден)(?![а-яё])/i, 'ё'],
];

test.each(terms)('nothing in Russian says %s: %s', (unsaid) => {
  expect(said.filter(([, text]) => unsaid.test(text))).toEqual([]);
});
