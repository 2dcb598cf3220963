import type { ConflictRow, FileVerdict, HistoryEntry, MergePreview, WriteView } from '../../../shared/ipc/merge.ts';
import type { CellView } from '../../../shared/ipc/merge.ts';
import type { FormDefinition, Question } from '../../../shared/survey/form.ts';
import type { Answer } from '../../../shared/survey/response.ts';

const signer = { keyId: 'a'.repeat(64), holder: 'А. Петросян', body: 'Министерство промышленности', country: 'AM' };

export function write(revision: string, value: Answer | null, person = 'Анаит'): WriteView {
  return {
    revision, value, op: 'put', person, claimedAt: '2026-11-20T10:00:00.000Z', reason: '', installation: 'i-1', signer,
    bundle: { manifest: 'b'.repeat(64), fileName: 'am-1.svod', seq: 1, at: 1_700_000_000_000 , nationalSignatures: [] },
  };
}

export function cell(path: string, ...values: readonly (Answer | null)[]): CellView {
  const writes = values.map((value, index) => write(`r${index}`, value));
  return { path, state: values.length > 1 ? 'conflict' : 'clean', value: values.at(-1) ?? null, writes };
}

export function change(revision: string, path: string, before: Answer | null, after: Answer | null): HistoryEntry {
  return { ...write(revision, after), changes: [{ path, before, after }], current: true };
}

export function conflictRow(entity: string, path: string, ...values: readonly (Answer | null)[]): ConflictRow {
  return { entity, name: `Компания ${entity}`, country: 'AM', round: '2026', formHash: 'f'.repeat(64), path, writes: values.map((value, index) => write(`r${index}`, value)), returned: false };
}

export function verdict(ticket: string, change: Partial<FileVerdict> = {}): FileVerdict {
  return {
    ticket, fileName: `${ticket}.svod`, size: 1000, verdict: 'verified', step: 6, failure: null, manifest: null, signer, keyDates: 'within', nationalSignatures: [], missingSeq: null, ...change,
  };
}

export function preview(files: readonly FileVerdict[]): MergePreview {
  return {
    files, companies: [],
    totals: { added: 3, already: 0, pending: 0, conflicts: 1, companiesAdded: 1, companiesUpdated: 1, companiesUnchanged: 0 },
  };
}

const question = (name: string, path: string, change: Partial<Question> = {}): Question => ({
  kind: 'question', type: 'text', name, path, label: { ru: `Вопрос ${name}`, en: `Question ${name}` }, ...change,
});

/** A small form with everything a view can meet: two sections, a group, a repeat, personal data. */
export const form: FormDefinition = {
  formatVersion: 1, id: 'small', version: '1', title: { ru: 'Малая', en: 'Small' }, languages: ['ru', 'en'], defaultLanguage: 'ru',
  body: [
    {
      kind: 'group', name: 'A', path: '/A', label: { ru: 'Паспорт', en: 'Record' },
      children: [question('A01', '/A/A01', { type: 'year' }), question('A05', '/A/A05', { personal: true }), question('note', '/A/note', { type: 'note' })],
    },
    {
      kind: 'group', name: 'B', path: '/B', label: { ru: 'Сведения', en: 'Organisation' },
      children: [
        { kind: 'group', name: 'in', path: '/B/in', label: { ru: 'Адрес', en: 'Address' }, children: [question('B15', '/B/in/B15')] },
        {
          kind: 'repeat', name: 'site', path: '/B/site', label: { ru: 'Площадки', en: 'Sites' },
          children: [question('B29', '/B/site/B29'), question('B33', '/B/site/B33', { type: 'decimal' })],
        },
      ],
    },
  ],
  choices: {}, rules: [], parameters: [],
};
