import type { BundleFailureCode } from '../../base/failure.ts';

/** Why a bundle, a registry or a key file is refused (B19); `detail` is for a log or a support call, never shown alone. */
export interface Refusal {
  readonly code: BundleFailureCode;
  readonly detail: string;
}

export const refuse = (code: BundleFailureCode, detail: string): { readonly ok: false; readonly error: Refusal } => ({
  ok: false,
  error: { code, detail },
});
