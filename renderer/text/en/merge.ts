/** Sentences of the room `merge`. */
export const merge = {
};
