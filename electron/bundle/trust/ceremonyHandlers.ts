import type { Failure } from '../../../shared/base/failure.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { rootInForce } from '../../../shared/bundle/trust/trustText.ts';
import type { CeremonyState, RootInfo } from '../../../shared/ipc/ceremony.ts';
import { getSetting } from '../../database/tables/setting.ts';
import type { Desk, Handler } from '../../jobs/handler.ts';
import { unlockOwnKey } from '../keys/ownKey.ts';
import { ceremonyState, dropCeremony, finishCeremony, infoOf, keepRootKeys, leaveRootKey, makeRoot, makeRootKey, signRoot, takeRootKey } from './ceremony.ts';
import { loadTrust } from './trust.ts';

/** The work behind the ceremony's methods; where one asks for a medium, main has done that and gives its folder. */
export interface CeremonyHandlers {
  readonly 'bundle.ceremony': Handler<undefined, CeremonyState>;
  readonly 'bundle.makeRootKey': Handler<{ readonly folder: string; readonly holder: string; readonly passphrase: string }, CeremonyState>;
  readonly 'bundle.takeRootKey': Handler<{ readonly folder: string }, CeremonyState>;
  readonly 'bundle.keepRootKeys': Handler<undefined, CeremonyState>;
  readonly 'bundle.leaveRootKey': Handler<{ readonly keyId: string }, CeremonyState>;
  readonly 'bundle.makeRoot': Handler<{ readonly threshold: number }, CeremonyState>;
  readonly 'bundle.signRoot': Handler<{ readonly folder: string | null; readonly passphrase: string }, CeremonyState>;
  readonly 'bundle.finishCeremony': Handler<{ readonly passphrase: string }, CeremonyState>;
  readonly 'bundle.dropCeremony': Handler<undefined, CeremonyState>;
  readonly 'bundle.rootSheet': Handler<undefined, RootSheet>;
}

/** What the printed page of a root holds: what people compare, and by whom it is changed. */
export interface RootSheet extends RootInfo {
  /** All 64 digits: what the QR code says. */
  readonly id: string;
  readonly body: string;
}

export const ceremonyHandlers: CeremonyHandlers = {
  'bundle.ceremony': (desk) => ok(ceremonyState(desk.db)),
  'bundle.makeRootKey': (desk, args) => then(desk, makeRootKey(desk, { ...args, holder: args.holder.normalize('NFC') })),
  'bundle.takeRootKey': (desk, { folder }) => then(desk, takeRootKey(desk, folder)),
  'bundle.keepRootKeys': (desk) => then(desk, keepRootKeys(desk)),
  'bundle.leaveRootKey': (desk, { keyId }) => then(desk, leaveRootKey(desk, keyId)),
  'bundle.makeRoot': (desk, { threshold }) => then(desk, makeRoot(desk, threshold)),
  'bundle.signRoot': (desk, args) => then(desk, signRoot(desk, args)),
  'bundle.finishCeremony': (desk, { passphrase }) => {
    const signer = unlockOwnKey(desk, passphrase);
    return signer.ok ? then(desk, finishCeremony(desk, signer.value)) : signer;
  },
  'bundle.dropCeremony': (desk) => then(desk, dropCeremony(desk)),
  'bundle.rootSheet': (desk) => {
    const trust = loadTrust(desk.db);
    if (!trust) return err({ code: 'no-trust' });
    const root = rootInForce(trust);
    return ok({ ...infoOf(root), id: root.id, body: getSetting(desk.db, 'workspace')?.body ?? '' });
  },
};

function then(desk: Desk, worked: Result<unknown, Failure>): Result<CeremonyState, Failure> {
  return worked.ok ? ok(ceremonyState(desk.db)) : worked;
}
