/** Whether a text is in the script of the other of the window's two languages. */
export const isForeign = (text: string, locale: string): boolean =>
  /\p{Script=Han}/u.test(text) !== locale.startsWith('zh')
