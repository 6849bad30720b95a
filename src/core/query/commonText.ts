/**
 * What stands in nearly every body: the keys of receipts, with the punctuation of compact JSON around them. Words of it name no
 * row, and are a third of all words.
 */
const keys = [
  ...['phone_number', 'send_time', 'report_time', 'success', 'err_code', 'err_msg', 'sms_size', 'biz_id'],
  ...['out_id', 'sign_name', 'dest_code', 'sequence_id', 'content'],
]
const common = new RegExp(`"?[,{]"(?:${keys.join('|')})":"?`, 'g')
const commonTrigrams: ReadonlySet<string> = new Set(
  keys.flatMap(key => ['",', '"{'].flatMap(before => trigramsOf(`${before}"${key}":"`))),
)

/**
 * A text without the inner part of each key. Two characters stay on either side: so whatever three characters it loses stand
 * within a key, and are common.
 */
export const withoutCommonText = (text: string): string =>
  text.replace(common, key => key.slice(0, 2) + key.slice(-2))

/** Whether some rows may have these three characters without having them in the index. */
export const isCommonTrigram = (trigram: string): boolean => commonTrigrams.has(trigram)

/** Every three neighbours of a text, by code points. */
export function trigramsOf(text: string): string[] {
  const characters = [...text]
  return characters.slice(2).map((_, start) => characters.slice(start, start + 3).join(''))
}
