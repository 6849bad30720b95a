/** Without an exponent and without zeros at the end, to the sixth decimal. */
export const decimal = (value: number): string => value.toFixed(6).replace(/\.?0+$/, '')
