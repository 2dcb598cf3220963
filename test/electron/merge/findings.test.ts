import { describe, expect, test } from 'vitest';
import { insertForm } from '../../../electron/database/tables/form.ts';
import { setSetting } from '../../../electron/database/tables/setting.ts';
import { sha256 } from '../../../electron/bundle/crypto/hash.ts';
import { makeRevision } from '../../../electron/bundle/container/revision.ts';
import { viewCompany } from '../../../electron/merge/view/company.ts';
import { findingsOfBase } from '../../../electron/merge/view/findings.ts';
import { stateHashes } from '../../../electron/merge/desk/state.ts';
import { printCanonical, printCanonicalBytes } from '../../../shared/base/canonical.ts';
import type { Json } from '../../../shared/base/json.ts';
import { entityOf } from '../../../shared/survey/identifiers/entity.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import type { Answer } from '../../../shared/survey/response.ts';
import { CLOCK, NOON, type Workspace } from '../../helpers/bundles.ts';
import { svodJson } from '../../helpers/commandLine.ts';
import { deskOf, merge, newBody, newCommission, send } from '../../helpers/merging.ts';
import { valueOf } from '../../helpers/result.ts';

const question = (name: string, more: object = {}): object => ({ kind: 'question', type: 'integer', name, path: `/A/${name}`, label: { ru: name }, ...more });

/** A sum of two figures that must not exceed a hundred, and a name that no two companies share. */
const FORM = {
  formatVersion: 1, id: 'sums', version: '1', title: { ru: 'Суммы' }, languages: ['ru'], defaultLanguage: 'ru',
  body: [
    question('name', { type: 'text', identity: 'name' }), question('short', { type: 'text', identity: 'shortName' }), question('region', { type: 'text', identity: 'region' }),
    question('phone', { type: 'text', personal: true, required: 'true()' }), question('own', { change: 20 }), question('rented'), question('total', { calculation: '/A/own + /A/rented' }),
  ],
  choices: {}, parameters: [],
  rules: [
    { id: 'R1', level: 'error', stage: 'complete', scope: 'response', at: ['/A/total'], assert: '/A/own + /A/rented <= 100', message: { ru: 'Больше ста' } },
    { id: 'R55', level: 'warning', stage: 'accept', scope: 'workspace', at: ['/A/short'], check: 'duplicate', arguments: { name: 'short', region: 'region' }, message: { ru: 'Похоже на {others}' } },
  ],
} as unknown as FormDefinition;
const HASH = sha256(printCanonicalBytes(FORM as unknown as Json));

function withForm(workspace: Workspace): Workspace {
  insertForm(workspace.db, { hash: HASH, id: 'sums', version: '1', definition: printCanonical(FORM as unknown as Json), signer: null, installedAt: NOON });
  setSetting(workspace.db, 'form', HASH);
  return workspace;
}

const NUMBERS = ['7735007358', '7707083893'] as const;
const entityAt = (place: number): string => entityOf({ country: 'RU', scheme: 'ru_inn', number: NUMBERS[place] as string }, sha256) as string;

function say(body: Workspace, place: number, answers: Readonly<Record<string, Answer>>, number: string = NUMBERS[place] as string, round = '2026'): void {
  valueOf(makeRevision(body.db, CLOCK, {
    entity: entityAt(place), form: { hash: HASH, definition: FORM }, round, op: 'put', reason: '',
    set: { '@country': 'RU', '@scheme': 'ru_inn', '@number': number, ...answers },
  }));
}

describe('findings over the merged base (M8)', () => {
  test('a large change against the last round is found as at the ministry, with the explanation that came along', async () => {
    const a = withForm(newBody(1));
    const commission = withForm(newCommission(a));
    setSetting(a.db, 'round', '2025');
    say(a, 0, { '/A/name': 'ООО «Кремень»', '/A/own': 10, '/A/total': 10 }, NUMBERS[0], '2025');
    await merge(commission, await send(a));
    setSetting(a.db, 'round', '2026');
    say(a, 0, { '/A/name': 'ООО «Кремень»', '/A/own': 50, '/A/total': 50, '!change:/A/own': 'Новый корпус' });
    await merge(commission, await send(a));
    expect(valueOf(findingsOfBase(commission.db, deskOf(commission)))).toMatchObject([{ entity: entityAt(0), findings: [{ rule: 'change', level: 'warning', justification: 'Новый корпус' }] }]);
  });

  test('a rule that two clean halves break together is found, and a sum that neither side wrote is computed (M6)', async () => {
    const [a, b] = [withForm(newBody(1)), withForm(newBody(2))] as const;
    say(a, 0, { '/A/name': 'ООО «Кремень»', '/A/own': 70, '/A/total': 70 });
    say(b, 0, { '/A/name': 'ООО «Кремень»', '/A/rented': 60, '/A/total': 60 });
    const commission = withForm(newCommission(a, b));
    await merge(commission, await send(a));
    expect(valueOf(findingsOfBase(commission.db, deskOf(commission)))).toEqual([]);
    await merge(commission, await send(b));
    expect(valueOf(findingsOfBase(commission.db, deskOf(commission)))).toMatchObject([{ entity: entityAt(0), findings: [{ rule: 'R1', level: 'error' }] }]);
    const total = valueOf(viewCompany(commission.db, deskOf(commission), entityAt(0))).cells.find(({ path }) => path === '/A/total');
    expect(total).toMatchObject({ value: 130, state: 'clean', madeOf: ['/A/own', '/A/rented'] });
    const history = (path: string): unknown => svodJson(['history', '--workspace', commission.folder, '--company', entityAt(0), '--path', path]);
    expect(history('/A/total')).toMatchObject({ madeOf: ['/A/own', '/A/rented'] });
    expect(history('/A/own')).toMatchObject({ madeOf: [], entries: [{ current: true, bundle: { seq: 1 }, signer: { holder: 'И. Иванова' } }] });
  });

  test('personal answers that stayed with the body (B7) are not missed; those that came along and are none are', async () => {
    for (const [along, found] of [[false, []], [true, [{ entity: entityAt(0), findings: [{ rule: 'required', paths: ['/A/phone'] }] }]]] as const) {
      const body = withForm(newBody(1));
      const more = { entity: entityAt(0), form: { hash: HASH, definition: FORM }, round: '2026', op: 'put', reason: '', set: { '@country': 'RU', '@scheme': 'ru_inn', '@number': NUMBERS[0], '/A/name': 'ООО «Кремень»' }, personal: {} } as const;
      valueOf(makeRevision(body.db, CLOCK, more));
      const commission = withForm(newCommission(body));
      await merge(commission, await send(body, along));
      expect(valueOf(findingsOfBase(commission.db, deskOf(commission)))).toMatchObject(found);
    }
  });

  test('companies are compared over the whole base, whatever state they came from', async () => {
    const [a, b] = [withForm(newBody(1)), withForm(newBody(2, 'BY'))] as const;
    say(a, 0, { '/A/name': 'АО «Сапфир»', '/A/short': 'Сапфир', '/A/region': 'Тверь' });
    say(b, 1, { '/A/name': 'ОАО «Сапфир»', '/A/short': 'Сапфир', '/A/region': 'Тверь' });
    const commission = withForm(newCommission(a, b));
    await merge(commission, await send(a), await send(b));
    const found = valueOf(findingsOfBase(commission.db, deskOf(commission)));
    expect(found.map(({ entity, findings }) => [entity, findings.map(({ rule }) => rule)])).toEqual([entityAt(0), entityAt(1)].sort().map((entity) => [entity, ['R55']]));
    expect(valueOf(findingsOfBase(commission.db, deskOf(commission), entityAt(1)))).toHaveLength(1);
  });

  test('M7: a number that is not the one the company is known by is found, and refuses nothing', async () => {
    const a = withForm(newBody(1));
    say(a, 0, { '/A/name': 'ООО «Кремень»' }, NUMBERS[1]);
    const commission = withForm(newCommission(a));
    const report = await merge(commission, await send(a));
    expect(report.files).toMatchObject([{ verdict: 'merged' }]);
    expect(valueOf(findingsOfBase(commission.db, deskOf(commission)))).toMatchObject([{ findings: [{ rule: 'identifier', message: { code: 'finding.foreign-number', values: { number: NUMBERS[1] } } }] }]);
  });

  test('M9: answers given in an earlier version of the form are compared as the present one asks them; no revision is rewritten', async () => {
    const [a, b] = [withForm(newBody(1)), withForm(newBody(2, 'BY'))] as const;
    say(a, 0, { '/A/name': 'АО «Сапфир»', '/A/short': 'Сапфир', '/A/region': 'Тверь' });
    say(b, 1, { '/A/name': 'ОАО «Сапфир»', '/A/short': 'Сапфир', '/A/region': 'Тверь' });
    const commission = withForm(newCommission(a, b));
    await merge(commission, await send(a), await send(b));
    const before = stateHashes(commission.db);
    const next = JSON.parse(JSON.stringify({ ...FORM, version: '2', renames: [{ from: 'short', to: 'brief' }] }).replaceAll('/A/short', '/A/brief').replaceAll('"name":"short"', '"name":"brief"').replace('"name":"short","region"', '"name":"brief","region"')) as FormDefinition;
    const hash = sha256(printCanonicalBytes(next as unknown as Json));
    insertForm(commission.db, { hash, id: 'sums', version: '2', definition: printCanonical(next as unknown as Json), signer: null, installedAt: NOON });
    setSetting(commission.db, 'form', hash);
    const found = valueOf(findingsOfBase(commission.db, deskOf(commission)));
    expect(found.map(({ findings }) => findings.map(({ rule, paths }) => [rule, paths[0]]))).toEqual([[['R55', '/A/brief']], [['R55', '/A/brief']]]);
    expect(stateHashes(commission.db)).toEqual(before);
  });
});
