import type { Failure } from '../../../shared/base/failure.ts';

/** Whether the passphrase was refused: that is said at its field, where it can be typed again. */
export function isPassphraseRefused(failure: Failure | null): failure is Failure {
  return failure?.code === 'wrong-passphrase';
}

/** What is to be said of an act elsewhere than at the field of its passphrase. */
export function saidElsewhere(failure: Failure | null): Failure | null {
  return isPassphraseRefused(failure) ? null : failure;
}
