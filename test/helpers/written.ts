import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openBox } from '../../electron/bundle/crypto/box.ts';
import { listKeys, recoveryText } from '../../electron/bundle/keys/keystore.ts';
import { parseRecovery } from '../../electron/bundle/keys/recovery.ts';
import { printCanonicalBytes } from '../../shared/base/canonical.ts';
import { valueOf } from './result.ts';

type Secrets = Readonly<Record<string, string>>;

/** Which of the secrets stand in which log files below the folder, whatever part of the program wrote them: `logs/svod.log: passphrase`. */
export async function secretsInLogs(folder: string, secrets: Secrets): Promise<readonly string[]> {
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.log'));
  if (!files.includes(join('logs', 'svod.log'))) throw new Error('The program has written no log.');
  const found = await Promise.all(files.map(async (name) => {
    const bytes = await readFile(join(folder, name));
    return Object.entries(secrets)
      .filter(([, secret]) => bytes.includes(secret) || bytes.includes(Buffer.from(secret, 'utf16le')))
      .map(([what]) => `${name}: ${what}`);
  }));
  return found.flat();
}

/** The signing key of a workspace in every form in which it could leak: its seed, and the text of the recovery sheet. */
export function secretsOfKey(workspace: string, passphrase: string): Secrets {
  const [key] = listKeys(workspace);
  if (!key) throw new Error('The workspace has no key.');
  const { keyId, format, suite, publicKey, usage, country, body, holder, createdAt } = key;
  const sheet = valueOf(recoveryText(workspace, keyId));
  const read = parseRecovery(sheet);
  const seed = read && openBox(read.box, passphrase, printCanonicalBytes({ format, suite, publicKey, usage, country, body, holder, createdAt }));
  if (!seed) throw new Error('The key does not open.');
  const bytes = Buffer.from(seed);
  return { 'seed in hex': bytes.toString('hex'), 'seed in base64': bytes.toString('base64').replaceAll('=', ''), 'seed in base64url': bytes.toString('base64url'), 'recovery sheet': sheet };
}
