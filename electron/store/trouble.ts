import { DatabaseError } from 'pg';
import type { Failure, FailureCode } from '../../shared/base/failure.ts';

/** Expected trouble with the central base, on its way to whoever opened it. */
export class StoreTrouble extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

const UNREACHABLE: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EPIPE', 'ENOENT']);
const TLS = /^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_)/;

/** What an error of the driver means to a person; null when it is not the base's (a bug, a cancel, the workspace's own trouble). */
export function storeFailureOf(error: unknown, host: string): Failure | null {
  if (error instanceof StoreTrouble) return error.failure;
  if (error instanceof DatabaseError) return serverFailure(error, host);
  if (!(error instanceof Error)) return null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (TLS.test(code) || /does not support SSL|SECURITY WARNING/.test(error.message)) return { code: 'store-tls', values: { host, detail: error.message } };
  if (/^SASL: .*password/.test(error.message)) return { code: 'store-denied', values: { host, detail: 'password' } };
  if (UNREACHABLE.has(code) || /^(Connection terminated|timeout expired|Client has encountered a connection error)/.test(error.message))
    return { code: 'store-unreachable', values: { host } };
  return null;
}

/** Whether the server does not know a schema, a table or a column: the base was made by another version of the program, or by none. */
export function isUnprepared(error: unknown): boolean {
  return error instanceof DatabaseError && ['3F000', '42P01', '42703'].includes(error.code ?? '');
}

/** insufficient_privilege, read_only_sql_transaction, disk_full, too_many_connections. */
const PLAIN: ReadonlyMap<string, FailureCode> = new Map([['42501', 'store-forbidden'], ['25006', 'store-read-only'], ['53100', 'store-full'], ['53300', 'store-crowded']]);

function serverFailure({ code = '', message }: DatabaseError, host: string): Failure {
  // Class 28: who are you; 3D000: no such database.
  if (code.startsWith('28') || code === '3D000') return { code: 'store-denied', values: { host, detail: message } };
  const plain = PLAIN.get(code);
  if (plain) return { code: plain, values: { host, detail: message } };
  if (code === '3F000' || code === '42P01') return { code: 'store-unprepared', values: { detail: message } };
  // Class 57P: the server is shutting down or starting; 08: the connection broke.
  if (code.startsWith('57P') || code.startsWith('08')) return { code: 'store-unreachable', values: { host } };
  return { code: 'store-failed', values: { host, detail: message } };
}
