import type { FailureCode } from '../../../shared/base/failure.ts';
import { isAttachment } from '../../../shared/bundle/canonical/limits.ts';
import type { VerifyStep } from '../../../electron/bundle/container/opening.ts';
import { forged, type Forgery } from '../bundles.ts';
import { build, FIRST, type Part } from '../zipByHand.ts';

/** A file that must be refused, with the code and at the step. */
export interface Hostile {
  readonly name: string;
  readonly bytes: () => Uint8Array;
  readonly code: FailureCode;
  readonly step: VerifyStep;
}

/** The entries of a bundle made by hand, as parts of a container. */
export function partsOf(forgery: Forgery = {}): readonly Part[] {
  return Object.entries(forged(forgery)).map(([name, data]) => ({ name, data, method: name === FIRST.name || isAttachment(name) ? 'store' : 'deflate' }));
}

export const container = (forgery: Forgery = {}): Uint8Array => build(partsOf(forgery));
