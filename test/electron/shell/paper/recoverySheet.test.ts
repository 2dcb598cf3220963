import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { RecoverySheet } from '../../../../electron/bundle/handlers.ts';
import { recoverySheet } from '../../../../electron/shell/paper/recoverySheet.ts';
import { fingerprintOf } from '../../../../shared/bundle/signing/fingerprint.ts';

const folder = mkdtempSync(join(tmpdir(), 'svod-sheet-'));
mkdirSync(join(folder, 'assets'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const keyId = 'a1'.repeat(32);
const sheetOf = (country: string): RecoverySheet => ({
  key: { format: 'svod-public-key', suite: 'S1', publicKey: 'MCowBQYDK2VwAyEA', holder: 'Ковалёва А. С.', body: 'Министерство <промышленности>', country, usage: 'official', createdAt: '2026-03-23T07:00:00.000Z' },
  keyId, fingerprint: fingerprintOf(keyId), text: 'ABCDE-12345',
});

test.each([
  ['RU', 'ru', 'Российская Федерация'], ['KG', 'ru', 'Кыргызская Республика'], ['AM', 'en', 'Republic of Armenia'], ['EAEU', 'en', 'Eurasian Economic Union'], ['FR', 'ru', 'FR'],
] as const)('the sheet of a key of %s says in %s «%s»', (country, language, name) => {
  const { html } = recoverySheet(sheetOf(country), language, folder);
  expect(html).toContain(`<dd>${name}</dd>`);
  expect(html).toContain('Министерство &lt;промышленности&gt;');
  expect(html).toContain('<span>ABCDE</span><span>12345</span>');
});
