/**
 * What is read out as it comes stays in reach while a layer lies over it: hidden with the screen and shown again, it would be read out
 * once more each time a list or a dialog closes.
 */
const stays = { 'data-live-announcer': true } as const;

/** Spread on what is read out when the person pauses. */
export const STATUS = { role: 'status', ...stays } as const;

/** Spread on what interrupts: something went wrong. */
export const ALERT = { role: 'alert', ...stays } as const;

/** Spread on what has no role of its own and is read out as it changes. */
export const POLITE = { 'aria-live': 'polite', ...stays } as const;
