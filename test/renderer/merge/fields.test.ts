import { describe, expect, test } from 'vitest';
import { inFormOrder, kindOf, ticketsFor } from '../../../renderer/merge/desk/fields.ts';
import type { CellView } from '../../../shared/ipc/merge.ts';
import type { FieldChange } from '../../../shared/ipc/mergeDesk.ts';
import type { Answer } from '../../../shared/survey/response.ts';
import { cell, form, preview, verdict } from './samples.ts';

const nothing = (path: string): CellView => ({ path, state: 'clean', value: null, writes: [] });
const field = (path: string, before: readonly Answer[], after: readonly Answer[], row: number | null = null): FieldChange => ({
  path, row, before: before.length === 0 ? nothing(path) : cell(path, ...before), after: after.length === 0 ? nothing(path) : cell(path, ...after), fresh: [],
});

describe('a field of the preview', () => {
  test('is new, changed, taken away or disputed', () => {
    const path = '/B/in/B15';
    expect([field(path, [], ['x']), field(path, ['x'], ['y']), field(path, ['x'], []), field(path, ['x'], ['x', 'y']), field(path, ['x', 'y'], ['y'])].map(kindOf))
      .toEqual(['added', 'updated', 'removed', 'conflict', 'updated']);
  });

  test('stands where its form has it, the rows of a table one after another, what is no question last', () => {
    const paths = ['@status', '/B/site[b]/B29', '/B/site[a]/B33', '!R1:/A/A01', '/B/site[a]/B29', '/B/in/B15', '/A/A01'];
    const rows: Readonly<Record<string, number>> = { '/B/site[b]/B29': 1, '/B/site[a]/B33': 2, '/B/site[a]/B29': 2 };
    const fields = paths.map((path) => field(path, [], ['x'], rows[path] ?? null));
    expect(inFormOrder(form, { round: '2026', formId: 'small', formHash: 'f', fields }).map(({ path }) => path))
      .toEqual(['!R1:/A/A01', '/A/A01', '/B/in/B15', '/B/site[b]/B29', '/B/site[a]/B29', '/B/site[a]/B33', '@status']);
  });
});

test('to look at a company it takes the files that concern it and the others of their bodies', () => {
  const by = (ticket: string, body: string) => verdict(ticket, {
    manifest: { sha256: ticket, country: 'AM', body, seq: 1, round: '2026', createdAt: '2026-11-20T10:00:00.000Z', companies: 1, revisions: 1, shortCode: 'x' },
  });
  const files = [by('one', 'A'), by('two', 'A'), by('three', 'B'), verdict('damaged', { verdict: 'refused' })];
  expect(ticketsFor(preview(files), { tickets: ['two'] })).toEqual(['one', 'two']);
});
