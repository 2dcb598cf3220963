import type { TrustScreenState, TrustStore } from './store.ts';

/** What every dialog of the trust screen is given. */
export interface ActDialogProps {
  readonly store: TrustStore;
  readonly state: TrustScreenState;
}
