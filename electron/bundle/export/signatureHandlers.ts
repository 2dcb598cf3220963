import type { Failure } from '../../../shared/base/failure.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { AwaitingBundle, SentBundle } from '../../../shared/ipc/bundle.ts';
import type { Handler } from '../../jobs/handler.ts';
import { countersign, readAwaiting } from './countersign.ts';
import { listSent, type WrittenReceipt } from './export.ts';
import { attachNational, exportManifest } from './national.ts';

export interface SignatureHandlers {
  readonly 'bundle.readAwaiting': Handler<{ readonly file: string }, AwaitingBundle>;
  readonly 'bundle.countersign': Handler<{ readonly file: string; readonly path: string; readonly passphrase: string }, WrittenReceipt>;
  readonly 'bundle.exportManifest': Handler<{ readonly manifest: string; readonly path: string }, { readonly fileName: string }>;
  readonly 'bundle.attachSignature': Handler<{ readonly manifest: string; readonly path: string }, readonly SentBundle[]>;
}

/** Second signatures (B12), and those that are made outside (B1). */
export const signatureHandlers: SignatureHandlers = {
  'bundle.readAwaiting': (desk, { file }) => readAwaiting(desk, file),
  'bundle.countersign': countersign,
  'bundle.exportManifest': exportManifest,
  'bundle.attachSignature': (desk, args): Result<readonly SentBundle[], Failure> => {
    const attached = attachNational(desk, args);
    return attached.ok ? ok(listSent(desk.db)) : attached;
  },
};
