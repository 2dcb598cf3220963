import { expect, test } from 'vitest';
import { close, openWrite } from '../../../electron/database/open.ts';
import { createDice } from '../../../electron/demo/dice.ts';
import { createProfile } from '../../../electron/demo/profile.ts';
import { createCompany } from '../../../electron/survey/create.ts';
import { openMinistry } from '../../helpers/ministry.ts';
import { valueOf } from '../../helpers/result.ts';
import type { Answer } from '../../../shared/survey/response.ts';
import { lacks, liveAndDie, nothingKnown, type Life } from '../../kills/kill.ts';

/** A few in every run; `npm run kills -- 300` at length. */
const KILLS = Number(process.env['SVOD_KILLS'] ?? 5);

test('killed while typing, completing or importing, at any moment: what was acknowledged is there, what was not is there whole or not at all', async () => {
  const { desk, remove } = await openMinistry();
  for (let at = 0; at < 5; at += 1) {
    const { number } = createProfile(createDice(at === 0 ? 'kills' : `kills ${at}`), { kind: 'materials', country: 'RU', name: 'Пинега-Реактив', year: 2025, day: '2026-03-02', body: 'Министерство' });
    valueOf(createCompany(desk, { country: 'RU', scheme: 'ru_inn', number, name: `Завод ${at}` }));
  }
  close(desk.db);
  const known = nothingKnown();
  const lives: Life[] = [];
  const started = Date.now();
  for (let kill = 0; kill < KILLS; kill += 1) {
    // Mostly while the official is at work, now and then while the database is being opened.
    lives.push(await liveAndDie(desk.folder, known, Math.random() * 1000, kill % 10 === 9));
  }
  const count = (what: Life['under']) => lives.filter(({ under }) => under === what);
  expect(lives.reduce((sum, { acknowledged }) => sum + acknowledged, 0)).toBeGreaterThan(0);
  console.log(`Killed ${KILLS} times in ${Math.round((Date.now() - started) / 1000)} s, ${lives.reduce((sum, { acknowledged }) => sum + acknowledged, 0)} acknowledged works, all there. Under way: ${
    (['type', 'complete', 'reopen', 'import', 'list', 'opening', null] as const).map((what) => `${what ?? 'nothing'} ${count(what).length} (${count(what).filter(({ took }) => took).length} took)`).join(', ')}`);
  // The comparison sees a single answer that is gone.
  const db = valueOf(openWrite(desk.folder));
  expect(lacks(db, known)).toBeNull();
  const [entity, answers] = [...known.answers][0] ?? ['', new Map<string, Answer>()];
  db.run('DELETE FROM imported_draft WHERE response = (SELECT response FROM company WHERE entity = ?)', entity);
  db.run('DELETE FROM answer WHERE path = ? AND response = (SELECT response FROM company WHERE entity = ?)', [...answers.keys()][0] ?? '', entity);
  expect(lacks(db, known)).toContain('acknowledged was');
  close(db);
  remove();
}, 3_600_000);
