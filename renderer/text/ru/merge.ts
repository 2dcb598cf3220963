import type { merge as en } from '../en/merge.ts';

export const merge: Readonly<Record<keyof typeof en, string>> = {
};
