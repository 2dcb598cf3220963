/** Sentences of the room `trust`. */
export const trust = {
};
