import { deepEqual, equal } from 'node:assert/strict';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBundle } from '../../electron/bundle/container/open.ts';
import { decryptFile, encryptFile, identityOf, recipientOf } from '../../electron/bundle/crypto/age.ts';
import { publicKeyOf, verifyEd25519 } from '../../electron/bundle/crypto/ed25519.ts';
import { createKey, unlockKey } from '../../electron/bundle/keys/keystore.ts';
import { openForm } from '../../electron/bundle/trust/formPack.ts';
import { readTrust } from '../../electron/bundle/trust/trust.ts';
import { driverOf } from '../../electron/database/db.ts';
import { close, createDatabase, openWrite } from '../../electron/database/open.ts';
import { getSetting, setSetting } from '../../electron/database/tables/setting.ts';
import { verifyStrictly } from '../../shared/bundle/signing/signing.ts';
import { hostileContainers } from './hostile/containers.ts';
import { hostileContents, hostileTrust } from './hostile/contents.ts';
import { ours } from './readers.ts';
import { valueOf } from './result.ts';
import { edges, verdictsOf } from './standards/edges.ts';
import { presentIn, sources } from './standards/external.ts';
import { judgeVector, vectorsIn } from './standards/frozen.ts';

/**
 * The part of the unit tests whose outcome depends on the runtime: SQLite's binary, the cryptography, and what stands on them: the frozen vectors, the hostile files. Bundled and run
 * inside Electron as plain Node; prints one JSON line a check.
 */
const [vectors = ''] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'svod-inside-'));
const read = (name: string): Buffer => readFileSync(join(vectors, name));
const expected = JSON.parse(read('expected.json').toString()) as { manifest: string; signer: string; form: string; revisions: readonly unknown[] };

const checks: Readonly<Record<string, () => unknown>> = {
  'the frozen bundle opens with the ids of its time': async () => {
    const { registry } = valueOf(readTrust(read('registry.svodtrust')));
    let revisions = 0;
    const opened = valueOf(await openBundle(join(vectors, 'ministry.svod'), { registry, knowsForm: (form) => form === expected.form }, { revision: () => (revisions += 1) }));
    equal(opened.manifestHash, expected.manifest);
    deepEqual(opened.signers.map(({ keyId }) => keyId), [expected.signer]);
    equal(revisions, expected.revisions.length);
    equal(valueOf(openForm(read('small.svodform'), registry)).hash, expected.form);
  },
  'a key is locked by its passphrase and by no other': () => {
    const key = valueOf(createKey(folder, { usage: 'official', country: 'AM', body: 'b', holder: 'h', passphrase: 'четыре слова на память', now: 0 }));
    equal(valueOf(unlockKey(folder, key.keyId, 'четыре слова на память')).keyId, key.keyId);
    deepEqual(unlockKey(folder, key.keyId, 'четыре слова на беду'), { ok: false, error: { code: 'wrong-passphrase' } });
  },
  'what is encrypted to a key opens with its private half and not when one bit was changed': async () => {
    const [plain, encrypted, out] = ['plain', 'encrypted', 'out'].map((name) => join(folder, name)) as [string, string, string];
    const seed = new Uint8Array(32).fill(5);
    writeFileSync(plain, Buffer.alloc(200_000, 'свод'));
    await encryptFile(plain, encrypted, [recipientOf(publicKeyOf(new Uint8Array(32).fill(6))), recipientOf(publicKeyOf(seed))], () => undefined);
    const decrypt = async (identity: string): Promise<unknown> => {
      const [from, to] = [openSync(encrypted, 'r'), openSync(out, 'w')];
      const decrypted = await decryptFile(from, to, [identity], () => undefined);
      closeSync(from);
      closeSync(to);
      return decrypted.ok ? 'open' : decrypted.error.detail;
    };
    equal(await decrypt(identityOf(seed)), 'open');
    equal(readFileSync(out).equals(readFileSync(plain)), true);
    equal(await decrypt(identityOf(new Uint8Array(32).fill(7))), 'recipients');
    writeFileSync(encrypted, readFileSync(encrypted).map((byte, at) => (at === 150_000 ? byte ^ 1 : byte)));
    equal(await decrypt(identityOf(seed)), 'damaged');
  },
  'Ed25519 has the frozen verdict wherever implementations disagree': () => {
    const frozen = readFileSync(join(vectors, '../ed25519/edges.txt'), 'utf8').trim();
    equal(verdictsOf(edges(), ({ key, message, signature }) => verifyStrictly(verifyEd25519, key, message, signature)), frozen);
  },
  'every frozen vector of the rules ends as it must': async () => {
    const rules = join(vectors, '../rules');
    for (const vector of vectorsIn(rules)) {
      const scratch = mkdtempSync(join(folder, 'rule-'));
      deepEqual(await judgeVector(vector, rules, scratch), vector.outcome, `${vector.rule}: ${vector.what}`);
    }
  },
  'every hostile file is refused with its code at its step': async () => {
    for (const { name, bytes, code, step } of [...hostileContainers, ...hostileContents]) deepEqual(await ours(bytes(), join(folder, 'hostile.svod'), hostileTrust), { code, step }, name);
  },
  'a workspace is kept in SQLite with the settings it forgets': () => {
    const workspace = join(folder, 'workspace');
    const made = valueOf(createDatabase(workspace));
    setSetting(made, 'person', 'Әлия');
    close(made);
    const db = valueOf(openWrite(workspace));
    const pragma = (name: string): unknown => driverOf(db).pragma(name, { simple: true });
    deepEqual(['journal_mode', 'synchronous', 'foreign_keys', 'trusted_schema'].map(pragma), ['wal', 2, 1, 0]);
    equal(getSetting(db, 'person'), 'Әлия');
    close(db);
  },
};

// Vectors of others, when they are here: all verdicts in one hash, to be compared with Node's.
const external = process.env['SVOD_VECTORS'];
for (const name of presentIn(external)) {
  const source = sources[name];
  if (source) console.log(JSON.stringify({ source: name, ...(await source.judge(join(external ?? '', source.path), mkdtempSync(join(folder, 'external-')))) }));
}
for (const [name, check] of Object.entries(checks)) {
  try {
    await check();
    console.log(JSON.stringify({ name, passed: true }));
  } catch (error) {
    console.log(JSON.stringify({ name, passed: false, why: error instanceof Error ? error.message : String(error) }));
  }
}
rmSync(folder, { recursive: true });
