import { sha256 } from '../../electron/bundle/crypto/hash.ts';
import type { NewRevision } from '../../electron/bundle/container/revision.ts';
import type { WriteDb } from '../../electron/database/db.ts';
import { insertForm } from '../../electron/database/tables/form.ts';
import { setSetting } from '../../electron/database/tables/setting.ts';
import { printCanonical, printCanonicalBytes } from '../../shared/base/canonical.ts';
import type { Json } from '../../shared/base/json.ts';
import type { FormDefinition, FormNode, Question } from '../../shared/survey/form.ts';
import type { Answer } from '../../shared/survey/response.ts';
import { NOON, type Workspace } from './bundles.ts';
import { state } from './merging.ts';

const question = (name: string, path: string, more: Partial<Question> = {}): Question => ({ kind: 'question', type: 'text', name, path, label: { ru: `Вопрос ${name}`, en: `Question ${name}` }, ...more });
const group = (name: string, children: readonly FormNode[]): FormNode => ({ kind: 'group', name, path: `/${name}`, label: { ru: name }, children });
const choice = (value: string): { readonly value: string; readonly label: { readonly ru: string } } => ({ value, label: { ru: `Код ${value}` } });

/** A form with all that exporting looks at: who may see it, what is restricted and personal, numbers, dates, rows, codes. */
const EXPORT_FORM: FormDefinition = {
  formatVersion: 1, id: 'export', version: '1', title: { ru: 'Форма' }, languages: ['ru', 'en'], defaultLanguage: 'ru',
  body: [
    group('A', [
      question('name', '/A/name', { identity: 'name' }),
      question('scope', '/A/scope', { type: 'select_multiple', list: 'share_scope' }),
      question('model', '/A/model', { type: 'select_one', list: 'biz_model' }),
      question('phone', '/A/phone', { personal: true }),
      question('supplier', '/A/supplier', { restricted: true }),
      question('staff', '/A/staff', { type: 'integer', unit: { ru: 'чел.', en: 'people' } }),
      question('share', '/A/share', { type: 'decimal', measure: 'percent', unit: { ru: '%' } }),
      question('founded', '/A/founded', { type: 'date' }),
    ]),
    group('F', [{ kind: 'repeat', name: 'line', path: '/F/line', label: { ru: 'Линия' }, children: [question('node', '/F/line/node'), question('wafers', '/F/line/wafers', { type: 'decimal' }), question('buyer', '/F/line/buyer', { restricted: true })] }]),
    group('N', [{ kind: 'repeat', name: 'offer', path: '/N/offer', label: { ru: 'Предложение' }, children: [question('subject', '/N/offer/subject'), question('contact', '/N/offer/contact', { personal: true })] }]),
  ],
  choices: { share_scope: ['own_state', 'eec', 'eec_full', 'members', 'companies'].map(choice), biz_model: ['fabless', 'idm'].map(choice) }, rules: [], parameters: [],
};
const HASH = sha256(printCanonicalBytes(EXPORT_FORM as unknown as Json));

/** Makes it the form at work. */
export const installExportForm = ({ db }: { readonly db: WriteDb }): void => {
  insertForm(db, { hash: HASH, id: 'export', version: '1', definition: printCanonical(EXPORT_FORM as unknown as Json), signer: null, installedAt: NOON });
  setSetting(db, 'form', HASH);
};

/** A company's answers as its ministry states them. */
export const say = (body: Workspace, company: number, answers: Readonly<Record<string, Answer>>, more: Partial<NewRevision> = {}): string =>
  state(body, company, answers, { form: { hash: HASH, definition: EXPORT_FORM }, ...more });
