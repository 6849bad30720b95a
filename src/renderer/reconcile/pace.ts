/** Milliseconds that a question takes as the core paces them, an answer's way included: for an estimate, not a promise. */
export const askMilliseconds = 150
