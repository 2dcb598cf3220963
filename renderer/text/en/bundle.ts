/** Sentences of the room `bundle`. */
export const bundle = {
};
