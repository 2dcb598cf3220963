import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** A PostgreSQL of one's own: a new cluster in a temporary folder, on a free port of this machine. */
export interface Postgres {
  readonly port: number;
  /** The address of a database as its owner, with the password in it. */
  readonly url: (database?: string, user?: string, query?: string) => string;
  /** Makes an empty database and gives its address. */
  readonly newDatabase: (name: string) => string;
  /** What `psql` prints, unaligned, tuples only. */
  readonly sql: (text: string, database?: string) => string;
  /** The same as another user. */
  readonly as: (user: string, text: string, database: string) => string;
  readonly start: () => void;
  /** As a power cut would: nothing is flushed, nobody is told. */
  readonly kill: () => void;
  readonly certificate: string;
  readonly remove: () => void;
}

const PASSWORD = 'eurasian-chip-2026';

/** Where PostgreSQL 15 or newer is on this machine; null: tests that need it are skipped. */
export const POSTGRES_BINARIES = findBinaries();
export const NO_POSTGRES = POSTGRES_BINARIES === null ? ' (skipped: no PostgreSQL 15 or newer on this machine, install Debian’s postgresql)' : '';

function findBinaries(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).map(Number).filter((version) => version >= 15).sort((a, b) => b - a) : [];
  const bin = versions.map((version) => join(debian, String(version), 'bin')).find((folder) => existsSync(join(folder, 'initdb')));
  if (!bin) return null;
  // PostgreSQL refuses to run as root: Debian's package makes the user.
  return userInfo().uid !== 0 || spawnSync('id', ['-u', 'postgres']).status === 0 ? bin : null;
}

export async function startPostgres(): Promise<Postgres> {
  const bin = POSTGRES_BINARIES as string;
  const folder = mkdtempSync(join(tmpdir(), 'svod-postgres-'));
  const data = join(folder, 'data');
  const root = userInfo().uid === 0;
  if (root) {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' })));
    chownSync(folder, uid ?? 0, gid ?? 0);
  }
  const run = (program: string, args: readonly string[]): string => {
    const [command = '', ...rest] = root ? ['runuser', '-u', 'postgres', '--', join(bin, program), ...args] : [join(bin, program), ...args];
    return execFileSync(command, rest, { encoding: 'utf8', cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  };

  writeFileSync(join(folder, 'password'), PASSWORD, { mode: 0o644 });
  run('initdb', ['-D', data, '-U', 'owner', '-A', 'scram-sha-256', '--pwfile', join(folder, 'password'), '-E', 'UTF8', '--locale', 'C', '--no-sync']);
  const port = await freePort();
  const certificate = makeCertificate(folder, data, root);
  const tls = certificate === '' ? '' : 'ssl = on\n';
  writeFileSync(join(data, 'postgresql.auto.conf'), `port = ${port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\nfsync = off\nmax_wal_size = '4GB'\n${tls}`, { flag: 'a' });
  // After a kill the last of its processes must have left the shared memory.
  const start = (tries = 20): void => {
    try {
      run('pg_ctl', ['-D', data, '-w', '-t', '60', '-l', join(folder, 'log'), 'start']);
    } catch (error) {
      if (tries <= 1) throw error;
      execFileSync('sleep', ['0.3']);
      start(tries - 1);
    }
  };
  start();

  const url = (database = 'postgres', user = 'owner', query = ''): string => `postgres://${user}:${PASSWORD}@127.0.0.1:${port}/${database}${query}`;
  const as = (user: string, text: string, database: string): string =>
    execFileSync(join(bin, 'psql'), ['-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', url(database, user), '-c', text], { encoding: 'utf8', stdio: 'pipe' }).trim();
  const sql = (text: string, database = 'postgres'): string => as('owner', text, database);
  const kill = (): void => {
    const [pid = ''] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    // Those that serve the connections would finish what they are at before they saw that the first one is gone.
    const serving = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
    for (const one of [pid, ...serving]) killIfThere(Number(one));
    while ([pid, ...serving].some(isRunning)) execFileSync('sleep', ['0.02']);
  };
  return {
    port, url, sql, as, start: () => start(), certificate,
    newDatabase(name) {
      sql(`CREATE DATABASE ${name}`);
      return url(name);
    },
    kill,
    remove() {
      try {
        run('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop']);
      } catch {
        // Killed already.
      }
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
    },
  };
}

/** A disk of so many MiB that a server of ours may write to, and that can be filled to the last page; null where this user may not mount one. */
export function smallDisk(mebibytes: number): { readonly folder: string; readonly fill: () => void; readonly empty: () => void; readonly remove: () => void } | null {
  if (userInfo().uid !== 0) return null;
  const mount = mkdtempSync(join(tmpdir(), 'svod-disk-'));
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', mount]).status !== 0) {
    rmSync(mount, { recursive: true });
    return null;
  }
  const folder = join(mount, 'tables');
  const filling = join(mount, 'filling');
  mkdirSync(folder);
  execFileSync('chown', ['postgres:', folder]);
  return {
    folder,
    // It ends where there is no more room.
    fill: () => void spawnSync('dd', ['if=/dev/zero', `of=${filling}`, 'bs=8k']),
    empty: () => rmSync(filling),
    remove() {
      execFileSync('umount', ['-l', mount]);
      rmSync(mount, { recursive: true });
    },
  };
}

/** Others of the same server may have left by themselves. */
function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Whether a process is there and not merely waiting to be counted as ended. */
function isRunning(pid: string): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** A certificate for `localhost` signed by itself, where the machine has openssl; else an empty string and no TLS. */
function makeCertificate(folder: string, data: string, root: boolean): string {
  const [key, certificate] = [join(data, 'server.key'), join(data, 'server.crt')];
  const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', certificate]);
  if (made.status !== 0) return '';
  chmodSync(key, 0o600);
  if (root) for (const file of [key, certificate]) execFileSync('chown', ['postgres:', file]);
  const copy = join(folder, 'ca.crt');
  writeFileSync(copy, readFileSync(certificate));
  return copy;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
