import type { ClientConfig } from 'pg';
import { readFileSync } from 'node:fs';
import { StoreTrouble } from './trouble.ts';

/** Where the central base is, as a person writes it: `postgres://USER@HOST:PORT/DATABASE?sslmode=verify-full`. */
export interface StoreAddress {
  /** Without the password: what may be kept and shown. */
  readonly shown: string;
  readonly host: string;
  readonly config: ClientConfig;
}

const MODES = ['disable', 'require', 'verify-ca', 'verify-full'] as const;

/**
 * Reads an address. TLS is used when `sslmode` asks: `require` encrypts without looking at who answers, `verify-ca` checks the
 * certificate, `verify-full` (the one to choose) the name too; `sslrootcert` names the file of a CA of one's own. A password is best
 * left out of the address: `PGPASSWORD` is read. Throws `store-address` for what is no such address, `file-unreadable`.
 */
export function readStoreAddress(text: string, password?: string): StoreAddress {
  const url = parse(text);
  const mode = url.searchParams.get('sslmode') ?? 'disable';
  if (!(MODES as readonly string[]).includes(mode)) throw noAddress();
  const inside = decodeURIComponent(url.password);
  const given = password ?? (inside === '' ? process.env['PGPASSWORD'] : inside);
  const user = decodeURIComponent(url.username) || process.env['PGUSER'];
  url.password = '';
  const socket = url.searchParams.get('host');
  return {
    shown: url.href,
    host: socket ?? url.host,
    config: {
      host: socket ?? (url.hostname.replace(/^\[(.+)\]$/, '$1') || 'localhost'),
      port: Number(url.searchParams.get('port') ?? (url.port || 5432)),
      database: decodeURIComponent(url.pathname.slice(1)) || user || 'postgres',
      ...(user === undefined ? {} : { user }),
      ...(given === undefined ? {} : { password: given }),
      ssl: tlsOf(mode as (typeof MODES)[number], url.searchParams.get('sslrootcert')),
    },
  };
}

function parse(text: string): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw noAddress();
  }
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:') throw noAddress();
  return url;
}

function tlsOf(mode: (typeof MODES)[number], file: string | null): ClientConfig['ssl'] {
  const ca = file === null ? {} : { ca: readCertificate(file) };
  switch (mode) {
    case 'disable':
      return false;
    case 'require':
      return { rejectUnauthorized: false };
    case 'verify-ca':
      return { ...ca, checkServerIdentity: () => undefined };
    case 'verify-full':
      return ca;
  }
}

function readCertificate(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new StoreTrouble({ code: 'file-unreadable', values: { file } });
  }
}

const noAddress = (): StoreTrouble => new StoreTrouble({ code: 'store-address' });
