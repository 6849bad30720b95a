/** The patience of the senders, in milliseconds. */
export const budgets = { topic: 5000, sms: 700 }

/** Of the patience; from here on an answer is nearly too late. */
export const nearMissShare = 0.8
