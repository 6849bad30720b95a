import type { Words } from '../../../contract/words.ts'

/** Bytes that are no request that could be taken: the answer to them, and why. */
export type Refusal = { readonly outcome: 'refused'; readonly status: number; readonly reason: Words }

function refusal(status: number, en: string, zh: string): Refusal {
  return {
    outcome: 'refused',
    status,
    reason: { en: `No HTTP request that can be read: ${en}`, zh: `不是可读的 HTTP 请求：${zh}` },
  }
}

export const refusals = {
  startLine: refusal(
    400,
    'its first line is not “METHOD target HTTP/1.1”',
    '首行不是“方法 目标 HTTP/1.1”的形式',
  ),
  version: refusal(505, 'its version is neither HTTP/1.1 nor HTTP/1.0', '版本既非 HTTP/1.1 也非 HTTP/1.0'),
  lineEnd: refusal(
    400,
    'a line of its head ends without CR LF, or holds a control character',
    '首部中有一行未以 CR LF 结尾，或含有控制字符',
  ),
  name: refusal(
    400,
    'a line of its head has no header’s name before a colon',
    '首部中有一行的冒号前没有有效的名称',
  ),
  folded: refusal(400, 'a header goes on in the line after it', '有一个首部折行书写'),
  headSize: (most: number) => refusal(431, `its head is longer than ${most} bytes`, `首部超过 ${most} 字节`),
  host: refusal(400, 'it does not name its Host once', 'Host 缺失或不止一个'),
  length: refusal(
    400,
    'its Content-Length is no number, or there more than once',
    'Content-Length 不是数字，或不止一个',
  ),
  coding: refusal(
    400,
    'its Transfer-Encoding is not just “chunked”, or stands beside a Content-Length',
    'Transfer-Encoding 不是单独的 chunked，或与 Content-Length 同时出现',
  ),
  slow: (seconds: number) =>
    refusal(408, `its head was not there after ${seconds} s`, `${seconds} 秒内首部仍不完整`),
  cut: refusal(400, 'its sender hung up in the middle of its head', '发送方在首部中途断开了连接'),
}
