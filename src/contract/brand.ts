declare const brand: unique symbol

/** A value of type `T` that can't be mixed up with another of the same type. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }

/** Arrival order of a row; pages history. */
export type Seq = Brand<number, 'Seq'>
/** Last change of a row; drives the live feed. */
export type Rev = Brand<number, 'Rev'>
export type ReceiptId = Brand<string, 'ReceiptId'>
export type AccountId = Brand<string, 'AccountId'>
export type MonitorId = Brand<string, 'MonitorId'>
export type ViewId = Brand<string, 'ViewId'>
export type CompensationId = Brand<string, 'CompensationId'>
export type AlertId = Brand<string, 'AlertId'>
export type FiringId = Brand<number, 'FiringId'>
/** Milliseconds since 1970 in UTC. */
export type Instant = Brand<number, 'Instant'>
