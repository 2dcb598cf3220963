import type { trust as en } from '../en/trust.ts';

export const trust: Readonly<Record<keyof typeof en, string>> = {
};
