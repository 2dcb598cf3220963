import { beforeAll, describe, expect, test } from 'vitest';
import { makeRevision, type NewRevision } from '../../../electron/bundle/container/revision.ts';
import { sha256 } from '../../../electron/bundle/crypto/hash.ts';
import { insertForm } from '../../../electron/database/tables/form.ts';
import { setSetting } from '../../../electron/database/tables/setting.ts';
import { viewCompany } from '../../../electron/merge/view/company.ts';
import { findingsOfBase } from '../../../electron/merge/view/findings.ts';
import { stateHashes } from '../../../electron/merge/desk/state.ts';
import { printCanonical, printCanonicalBytes } from '../../../shared/base/canonical.ts';
import type { Json } from '../../../shared/base/json.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import type { Answer } from '../../../shared/survey/response.ts';
import { CLOCK, entity, NOON, type Workspace } from '../../helpers/bundles.ts';
import { exported, readCsv } from '../../helpers/exporting.ts';
import { deskOf, merge, newBody, newCommission, send } from '../../helpers/merging.ts';
import { valueOf } from '../../helpers/result.ts';

const question = (name: string, more: object = {}): object => ({ kind: 'question', type: 'integer', name, path: `/A/${name}`, label: { ru: name }, ...more });
const form = (version: string, body: readonly object[], more: object = {}): FormDefinition =>
  ({ formatVersion: 1, id: 'sums', version, title: { ru: 'Суммы' }, languages: ['ru'], defaultLanguage: 'ru', choices: {}, parameters: [], rules: [], body, ...more }) as unknown as FormDefinition;

/** Staff and rented staff, and their sum. */
const FIRST = form('1', [question('name', { type: 'text', identity: 'name' }), question('staff'), question('rented'), question('total', { calculation: '/A/staff + /A/rented' }), question('gone')]);
/** The staff are called people now, the number is a text, and a question is asked no more. */
const SECOND = form('2', [
  question('name', { type: 'text', identity: 'name' }), question('people'), question('rented', { type: 'decimal' }), question('total', { calculation: '/A/people + /A/rented' }),
], { renames: [{ from: 'staff', to: 'people' }] });
const HASHES = [FIRST, SECOND].map((one) => sha256(printCanonicalBytes(one as unknown as Json)));

function withForms(workspace: Workspace, current: 0 | 1): Workspace {
  for (const [index, one] of [FIRST, SECOND].entries())
    insertForm(workspace.db, { hash: HASHES[index] as string, id: 'sums', version: one.version, definition: printCanonical(one as unknown as Json), signer: null, installedAt: NOON });
  setSetting(workspace.db, 'form', HASHES[current] as string);
  return workspace;
}

function say(body: Workspace, version: 0 | 1, answers: Readonly<Record<string, Answer>>, more: Partial<NewRevision> = {}): string {
  const set = { '@country': 'RU', '@scheme': 'ru_inn', '@number': '1', '@status': 'approved', ...answers };
  return valueOf(makeRevision(body.db, CLOCK, { entity: entity(1), form: { hash: HASHES[version] as string, definition: [FIRST, SECOND][version] as FormDefinition }, round: '2026', op: 'put', reason: '', set, ...more }));
}

const cellAt = (commission: Workspace, path: string): unknown => valueOf(viewCompany(commission.db, deskOf(commission), entity(1))).cells.find((cell) => cell.path === path);

describe('versions of a form in one company (M9)', () => {
  let bodies: readonly [Workspace, Workspace];
  beforeAll(() => {
    bodies = [withForms(newBody(1), 0), withForms(newBody(2), 0)];
  });

  test('what was answered in the earlier version stands at its place in the later one, in the view and in tables; no revision is rewritten', async () => {
    const [a, b] = [withForms(newBody(1), 0), withForms(newBody(2), 1)];
    say(a, 0, { '/A/name': 'ООО «Кремень»', '/A/staff': 70, '/A/gone': 5 });
    say(b, 1, { '/A/rented': 60 });
    const files = [await send(a), await send(b)];
    for (const order of [files, [...files].reverse()]) {
      const commission = withForms(newCommission(a, b), 1);
      for (const file of order) await merge(commission, file);
      const before = stateHashes(commission.db);
      const { formHash } = valueOf(viewCompany(commission.db, deskOf(commission), entity(1)));
      const [company] = readCsv((await exported(commission, { format: 'csv' })).files.find(({ file }) => file.endsWith('companies.csv'))?.file as string);
      expect(company).toMatchObject({ people: '70', rented: '60' });
      // The view goes by the form of the head with the highest id: in either case nothing is lost.
      if (formHash === HASHES[1]) expect([cellAt(commission, '/A/people'), cellAt(commission, '/A/gone')]).toMatchObject([{ value: 70, state: 'clean' }, { value: 5 }]);
      else expect(cellAt(commission, '/A/staff')).toMatchObject({ value: 70, state: 'clean' });
      expect(stateHashes(commission.db)).toEqual(before);
    }
  });

  test('two values of what two versions call differently are one conflict, and a table says so', async () => {
    const [a, b] = [withForms(newBody(1), 0), withForms(newBody(2), 1)];
    say(a, 0, { '/A/name': 'ООО «Кремень»', '/A/staff': 70 });
    say(b, 1, { '/A/people': 80 });
    const commission = withForms(newCommission(a, b), 1);
    await merge(commission, await send(a), await send(b));
    const { files } = await exported(commission, { format: 'csv' });
    const named = (name: string): string => files.find(({ file }) => file.endsWith(name))?.file as string;
    expect(readCsv(named('conflicts.csv')).map(({ path, value }) => [path, value]).sort()).toEqual([['/A/people', '70'], ['/A/people', '80']]);
    expect(readCsv(named('companies.csv'))[0]).toMatchObject({ people: '' });
  });

  test('whoever has seen the earlier answer and gives a new one in the later version is in no conflict', async () => {
    const a = withForms(newBody(1), 0);
    say(a, 0, { '/A/name': 'ООО «Кремень»', '/A/staff': 70 });
    say(a, 1, { '/A/people': 80 });
    const commission = withForms(newCommission(a), 1);
    await merge(commission, await send(a));
    expect(cellAt(commission, '/A/people')).toMatchObject({ value: 80, state: 'clean' });
    expect(cellAt(commission, '/A/staff')).toBeUndefined();
  });

  test('M6: a sum that neither side wrote leaves in tables as the view shows it', async () => {
    const [a, b] = bodies;
    say(a, 0, { '/A/name': 'ООО «Кремень»', '/A/staff': 70, '/A/total': 70 });
    say(b, 0, { '/A/rented': 60, '/A/total': 60 });
    const commission = withForms(newCommission(a, b), 0);
    await merge(commission, await send(a), await send(b));
    expect(cellAt(commission, '/A/total')).toMatchObject({ value: 130, madeOf: ['/A/rented', '/A/staff'] });
    const { files } = await exported(commission, { format: 'csv' });
    expect(readCsv(files.find(({ file }) => file.endsWith('companies.csv'))?.file as string)[0]).toMatchObject({ staff: '70', rented: '60', total: '130' });
    const provenance = readCsv(files.find(({ file }) => file.endsWith('provenance.csv'))?.file as string);
    const revisions = (path: string): readonly (string | undefined)[] => provenance.filter((row) => row['path'] === path).map((row) => row['revision']);
    expect(new Set(revisions('/A/total'))).toEqual(new Set([...revisions('/A/staff'), ...revisions('/A/rented')]));
    expect(revisions('/A/total')).toHaveLength(2);
    expect(valueOf(findingsOfBase(commission.db, deskOf(commission)))).toHaveLength(1);
  });

  test('M4: a revision that waits for its parent has no say in which form a company goes by', async () => {
    const [a, b] = [withForms(newBody(1), 0), withForms(newBody(2), 1)];
    const first = say(a, 0, { '/A/name': 'ООО «Кремень»', '/A/staff': 70 });
    // Those of the later version stand on a revision that never arrives, and the last of them has a higher id than the first.
    say(b, 1, { '/A/people': 1 });
    await send(b);
    for (let people = 2; say(b, 1, { '/A/people': people }) < first; people += 1);
    const commission = withForms(newCommission(a, b), 0);
    await merge(commission, await send(a), await send(b));
    expect(stateHashes(commission.db).pending).toBeGreaterThan(0);
    expect(valueOf(viewCompany(commission.db, deskOf(commission), entity(1))).formHash).toBe(HASHES[0]);
  });
});
