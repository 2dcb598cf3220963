import type { bundle as en } from '../en/bundle.ts';

export const bundle: Readonly<Record<keyof typeof en, string>> = {
};
