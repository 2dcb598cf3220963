/** Sentences of the room `survey`. */
export const survey = {
};
