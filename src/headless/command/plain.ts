/** Text that was received, for a terminal: it must not steer it. */
export const plain = (text: string) => text.replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, '·')
