import { restoreBackup } from '../../electron/database/copies/restore.ts';

// Another process that restores a copy over a workspace; says what came of it.
const [folder, file] = process.argv.slice(2) as [string, string];
const restored = restoreBackup(folder, file, { now: Date.now(), uuid: crypto.randomUUID() });
process.stdout.write(restored.ok ? 'restored' : restored.error.code);
