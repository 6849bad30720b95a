/** A value as a query must spell it to find this value and no pattern. */
export const quoteValue = (value: string): string =>
  value !== '' && !/[\s",*\\]/u.test(value) && !/^[<>]/.test(value)
    ? value
    : `"${value.replaceAll(/["\\]/g, '\\$&')}"`
