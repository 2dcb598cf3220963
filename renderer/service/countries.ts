/** Member states of the Union, ISO 3166-1 alpha-2, in the order of the Treaty's Russian text. */
export const STATES = ['AM', 'BY', 'KZ', 'KG', 'RU'] as const;
export type State = (typeof STATES)[number];
