import { expect, test } from 'vitest';
import { createStanding } from '../../../renderer/survey/form/standing.ts';
import { sectionsOf } from '../../../renderer/survey/outline.ts';
import { formOf, group, q } from '../../helpers/form.ts';
import { openFill } from './openFill.ts';

const form = formOf([
  group('A', [q('A01', 'integer', { required: 'true()' }), q('A02', 'integer', { constraint: '. < 100' })]),
  group('B', [q('B01', 'integer', { required: 'true()' })], { relevant: '${A01} = 1' }),
]);

async function standingOf() {
  const { fill, session } = await openFill(form);
  return { fill, stand: createStanding(fill, session, sectionsOf(session.form)) };
}

test('how far the sections are and what is found in them follows the answers; a section that is not asked is not among them', async () => {
  const { fill, stand } = await standingOf();
  const said = () => [`${stand().answered}/${stand().required}`, ...stand().sections.map(({ section, answered, required, errors }) => `${section.id} ${answered}/${required} ${errors}`)];
  expect(said()).toEqual(['0/1', '/A 0/1 0']);
  fill.answer('/A/A01', 1);
  fill.answer('/A/A02', 200);
  expect(said()).toEqual(['1/2', '/A 1/1 1', '/B 0/1 0']);
});

test('a key that changes nothing of it leaves it the same, so that nobody paints it again', async () => {
  const { fill, stand } = await standingOf();
  fill.answer('/A/A02', 1);
  const before = stand();
  for (const value of [12, 99, 9, null]) {
    fill.answer('/A/A02', value);
    expect(stand()).toBe(before);
  }
  fill.answer('/A/A02', 100);
  expect(stand()).not.toBe(before);
});
