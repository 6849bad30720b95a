import type { Words } from '../words.ts'

/**
 * Why a port was closed, in both languages: carriers bring one short text, so its Chinese is looked up here. An unknown
 * one, such as the operating system's, stays as it is.
 */
export function sayClosing(reason: string): Words {
  const en = reason === '' ? 'the connection was closed' : reason
  return { en, zh: chinese.get(en) ?? en }
}

export const closedHere: Words = { en: 'it was closed by this side', zh: '已由本窗口关闭' }

const chinese: ReadonlyMap<string, string> = new Map([
  ['the connection was closed', '连接已关闭'],
  ['closed by this side', '已由本窗口关闭'],
  ['the program is stopping', '程序正在退出'],
  ['the window was closed', '窗口已关闭'],
  ['the program sent something that is not JSON', '程序发来的内容不是 JSON'],
  ['only JSON text is understood here', '此处只接受 JSON 文本'],
  ['another connection took its place', '已被另一个连接取代'],
  ['this reader did not take what was sent to it', '本窗口未及时接收发来的数据'],
  ['this reader has gone silent', '本窗口长时间没有响应'],
])
