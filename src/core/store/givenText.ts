/**
 * A parameter that SQLite doesn't look at while it plans. A bare one beside a partial index has the statement prepared
 * anew each time another value is bound, which costs more than running it.
 */
export const givenText = 'CAST(? AS TEXT)'
