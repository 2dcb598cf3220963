import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { svod, svodJson, temporaryFolder } from '../../helpers/commandLine.ts';
import { NO_POSTGRES, POSTGRES_BINARIES, startPostgres, type Postgres } from '../../helpers/postgres.ts';

// Every call is a process of its own.
vi.setConfig({ testTimeout: 120_000 });

const ENTRY = new URL('../../../electron/cli.ts', import.meta.url).pathname;
const folder = temporaryFolder();
afterAll(folder.remove);

let demo: { readonly commission: string; readonly bundles: readonly string[]; readonly passphrase: string };
const colleague = folder.path('colleague');

beforeAll(() => {
  demo = svodJson(['demo', folder.path('demo'), '--companies', '6']);
  cpSync(demo.commission, colleague, { recursive: true });
  svod(['merge', ...demo.bundles, '--workspace', demo.commission]);
}, 240_000);

const stateOf = (workspace: string): unknown => svodJson(['state', '--workspace', workspace]);

describe.skipIf(POSTGRES_BINARIES === null)(`the central base from the command line (M13)${NO_POSTGRES}`, () => {
  let server: Postgres;
  let store = '';
  beforeAll(async () => {
    server = await startPostgres();
    store = server.newDatabase('central');
  }, 120_000);
  afterAll(() => server.remove(), 60_000);

  test('two workspaces hold the same after each has synced, and what is said never holds the password', () => {
    const { revisions } = stateOf(demo.commission) as { readonly revisions: number };
    const first = svodJson(['sync', '--store', store, '--workspace', demo.commission]);
    expect(first).toMatchObject({ pushed: revisions, pulled: 0, rules: 0, unsigned: 0, auditFits: true, refused: [] });
    expect(JSON.stringify(first)).not.toContain('eurasian-chip');
    expect(svodJson(['sync', '--store', store, '--workspace', colleague])).toMatchObject({ pushed: 0, pulled: revisions });
    expect(stateOf(colleague)).toEqual(stateOf(demo.commission));
    expect(svodJson(['sync', '--store', store, '--workspace', colleague])).toMatchObject({ pushed: 0, pulled: 0 });
  });

  test('a password is taken from where it is kept out of the command, and a wrong one is refused', () => {
    const open = store.replace(/:[^:@]*@/, '@');
    expect(svodJson(['sync', '--store', open, '--workspace', demo.commission], 0, { PGPASSWORD: 'eurasian-chip-2026' })).toMatchObject({ pulled: 0 });
    const denied = svod(['sync', '--store', open, '--workspace', demo.commission], { PGPASSWORD: 'не тот' });
    expect([denied.code, denied.out]).toEqual([1, '']);
    expect(denied.error).toMatch(/127\.0\.0\.1/);
  });

  test('a rule that somebody has slipped into the base is left out and named, with who it claims to come from and what to do', () => {
    const payload = Buffer.from('{"name":"Наше верно","person":"П. Подставной","issuer":{"body":"ЕЭК"}}').toString('base64');
    const envelope = `{"payload":"${payload}","payloadType":"application/vnd.svod.conflict-rule+json;v=1","signatures":[{"keyid":"${'ab'.repeat(32)}","sig":"${'A'.repeat(86)}=="}]}`;
    server.sql(`INSERT INTO svod.conflict_rule VALUES (sha256('x'), '${envelope}')`, 'central');
    const command = ['sync', '--store', store, '--workspace', demo.commission];
    expect(svodJson(command, 1)).toMatchObject({
      refused: [], rules: 0,
      untrusted: [{ kind: 'rule', hash: server.sql("SELECT encode(sha256('x'), 'hex')"), name: 'Наше верно', person: 'П. Подставной', body: 'ЕЭК', code: 'unknown-signer', message: expect.stringContaining('П. Подставной') as string }],
    });
    for (const [language, sentence] of [['ru', 'правило для расхождений «Наше верно». Запись сделана от имени: П. Подставной, ЕЭК – это не подтверждено. На ней нет подписи ключа'], ['en', 'rule for conflicts “Наше верно”. It claims to come from: П. Подставной, ЕЭК. It bears no signature of a key']] as const)
      expect(svod(command, { SVOD_LANGUAGE: language }).out, language).toContain(sentence);
    server.sql("DELETE FROM svod.conflict_rule WHERE hash = sha256('x')", 'central');
  });

  test('tables are published for BI programs, and a second time take the place of the first', () => {
    for (let time = 0; time < 2; time += 1) {
      const { tables, companies } = svodJson<{ readonly tables: readonly { readonly table: string; readonly rows: number }[]; readonly companies: number }>(['publish', '--store', store, '--workspace', demo.commission]);
      expect(companies).toBe(Number(server.sql('SELECT count(*) FROM svod_tables.companies', 'central')));
      for (const { table, rows } of tables) expect(Number(server.sql(`SELECT count(*) FROM svod_tables."${table}"`, 'central')), table).toBe(rows);
    }
  });
});

test.each(['sync', 'publish'])('Ctrl+C ends `%s` while the server does not answer, and says so', async (command) => {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const before = stateOf(demo.commission);
  const store = `postgres://x:y@127.0.0.1:${(silent.address() as AddressInfo).port}/z`;
  const child = spawn(process.execPath, [ENTRY, command, '--store', store, '--workspace', demo.commission], { env: { ...process.env, SVOD_LANGUAGE: 'en' }, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
  await once(silent, 'connection');
  child.kill('SIGINT');
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  for (const socket of sockets) socket.destroy();
  silent.close();
  expect([signal, said]).toEqual([null, expect.stringMatching(/cancelled|stopped/i)]);
  expect(code).not.toBe(0);
  expect(stateOf(demo.commission)).toEqual(before);
});
