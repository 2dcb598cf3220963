import { sha256 } from '../../electron/bundle/crypto/hash.ts';
import { createWorkspace } from '../../electron/bundle/workspace.ts';
import { close } from '../../electron/database/open.ts';
import { saveCompany } from '../../electron/database/tables/company.ts';
import { createResponse, saveAnswers } from '../../electron/database/tables/response.ts';
import { write } from '../../electron/database/transaction.ts';
import { loadShippedForm } from '../../electron/survey/form.ts';
import { ok } from '../../shared/base/result.ts';
import type { Answers } from '../../shared/survey/response.ts';

const person = 'Иванова А. А.';
const UNCOUNTED = { required: 0, answered: 0, errors: 0, warnings: 0, unjustified: 0 };

/** A ministry's workspace with many companies, each with a draft begun; the first of them with these answers. */
export async function makeWorkspace(folder: string, companies: number, filled: readonly Answers[] = []): Promise<void> {
  const { definition, canonical, hash } = await loadShippedForm();
  const created = createWorkspace(
    { folder, now: Date.now, uuid: () => crypto.randomUUID() },
    { role: 'ministry', country: 'BY', body: 'Министерство промышленности', person, language: 'ru', round: '2026', passphrase: 'берёза снег река утро' },
    { hash, id: definition.id, version: definition.version, definition: canonical },
  );
  if (!created.ok) throw new Error(created.error.code);
  const db = created.value;
  write(db, () => {
    for (let index = 0; index < companies; index += 1) {
      const number = String(100_000_000 + index * 7919);
      const entity = sha256(Buffer.from(`co|BY|UNP|${number}`));
      const name = `Завод № ${String(index).padStart(5, '0')}`;
      saveCompany(db, { entity, country: 'BY', scheme: 'UNP', number, name, shortName: name, region: 'Минская область' });
      const id = createResponse(db, { entity, form: hash, round: '2026', savedAt: Date.now(), person });
      const changes = [...(filled[index] ?? [])].map(([path, value]) => ({ path, value }));
      if (changes.length > 0) saveAnswers(db, { id, entity }, changes, UNCOUNTED, Date.now(), person);
    }
    return ok(null);
  });
  close(db);
}
