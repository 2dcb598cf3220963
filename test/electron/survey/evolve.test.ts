import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refreshCompanies } from '../../../electron/database/tables/company.ts';
import { loadAnswers } from '../../../electron/database/tables/response.ts';
import { write } from '../../../electron/database/transaction.ts';
import type { Desk } from '../../../electron/jobs/handler.ts';
import { createCompany } from '../../../electron/survey/create.ts';
import { openResponse, saveAnswers } from '../../../electron/survey/draft.ts';
import { moveDrafts } from '../../../electron/survey/evolve.ts';
import type { MovedDraft } from '../../../electron/survey/evolve.ts';
import { installForm, readyToInstall, useForm } from '../../../electron/survey/form.ts';
import { ok } from '../../../shared/base/result.ts';
import type { FormDefinition, FormNode } from '../../../shared/survey/form.ts';
import { microelectronics } from '../../helpers/forms.ts';
import { openMinistry } from '../../helpers/ministry.ts';
import { valueOf } from '../../helpers/result.ts';

const OLD = microelectronics();
const NOTHING = { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 };

/** The next version: A05 is now called A05a, A06 is asked no more, A07 wants a whole number. */
const NEW: FormDefinition = {
  ...OLD, version: 'next', body: OLD.body.map((section): FormNode => (section.kind === 'group' && section.name === 'A' ? { ...section, children: section.children.flatMap(changed) } : section)), rules: [],
  renames: [{ from: 'A05', to: 'A05a' }],
};
function changed(node: FormNode): readonly FormNode[] {
  if (node.kind !== 'question') return [node];
  if (node.name === 'A05') return [{ ...node, name: 'A05a', path: '/A/A05a' }];
  if (node.name === 'A06') return [];
  return node.name === 'A07' ? [{ kind: 'question', type: 'integer', name: 'A07', path: node.path, label: node.label }] : [node];
}

let desk: Desk;
let remove: () => void;
let entity: string;
beforeEach(async () => {
  ({ desk, remove } = await openMinistry());
  entity = valueOf(createCompany(desk, { country: 'RU', scheme: 'ru_inn', number: '7735007358', name: 'АО «Завод»' })).entity;
});
afterEach(() => remove());

const open = () => valueOf(openResponse(desk, { entity }));
const install = (move: boolean): readonly MovedDraft[] => valueOf(write(desk.db, () => {
  installForm(desk.db, readyToInstall(NEW), null, desk.now());
  refreshCompanies(desk.db);
  return ok(move ? moveDrafts(desk, valueOf(useForm(desk.db, readyToInstall(NEW).hash))) : []);
}));
const fill = (): number => {
  const { response } = open();
  valueOf(saveAnswers(desk, { response, changes: [{ path: '/A/A05', value: 'Иванов' }, { path: '/A/A06', value: 'Директор' }, { path: '/A/A07', value: '+7 495' }, { path: '/B/B02', value: 'Завод' }], progress: NOTHING }));
  return response;
};

describe('a newer version of the form is installed', () => {
  test('and drafts are carried over with a report; the old draft stays on disk with all its answers', () => {
    const before = fill();
    const stored = loadAnswers(desk.db, before);
    const [draft] = install(true);
    expect(draft?.report.map(({ reason, from, value, to }) => [reason, from, value, to])).toEqual([
      ['moved', '/A/A05', 'Иванов', '/A/A05a'], ['question-removed', '/A/A06', 'Директор', null], ['does-not-fit', '/A/A07', '+7 495', null],
    ]);
    const opened = open();
    expect(opened.response).toBe(draft?.response);
    expect(opened.moved).toEqual({ form: readyToInstall(OLD).hash, version: OLD.version, report: draft?.report });
    expect(Object.fromEntries(opened.answers)).toMatchObject({ '/A/A05a': 'Иванов', '/B/B02': 'Завод' });
    expect(loadAnswers(desk.db, before)).toEqual(stored);
  });

  test('and a draft that was not carried over then is when it is opened, once', () => {
    fill();
    install(false);
    const opened = open();
    expect(opened.moved?.report).toHaveLength(3);
    expect(open().response).toBe(opened.response);
  });

  test('and the same version again carries nothing', () => {
    fill();
    install(true);
    expect(install(true)).toEqual([]);
  });
});
