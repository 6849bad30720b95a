import { app } from 'electron'
import type { Place } from '../contract/places.ts'
import type { Words as BothLanguages } from '../contract/words.ts'

const english = {
  app: 'ReceiptScope',
  file: 'File',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  help: 'Help',
  about: 'About ReceiptScope',
  settings: 'Settings…',
  services: 'Services',
  hide: 'Hide ReceiptScope',
  hideOthers: 'Hide Others',
  unhide: 'Show All',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  pasteAndMatchStyle: 'Paste and Match Style',
  delete: 'Delete',
  selectAll: 'Select All',
  place: {
    receipts: 'Receipts',
    sql: 'SQL Console',
    pushes: 'Pushes',
    bench: 'Signature Bench',
    queues: 'Queues and Topics',
    simulator: 'Simulator',
    insights: 'Insights',
    reconcile: 'Sends and Receipts',
    settings: 'Settings',
  } satisfies Record<Place, string>,
  reloadWindow: 'Reload Window',
  resetZoom: 'Actual Size',
  zoomIn: 'Zoom In',
  zoomOut: 'Zoom Out',
  fullScreen: 'Toggle Full Screen',
  devTools: 'Toggle Developer Tools',
  minimize: 'Minimize',
  zoom: 'Zoom',
  front: 'Bring All to Front',
  newWindow: 'New Window',
  importFiles: 'Import…',
  importKinds: 'Receipts, captures and logs of sends',
  keepRunning: 'Keep Running When Windows Are Closed',
  documentation: 'SMS and MNS Documentation',
  open: 'Open ReceiptScope',
  quit: 'Quit ReceiptScope',
  pause: 'Pause All Monitors',
  paused: 'all monitors are paused',
  /** What the core says in both languages. */
  pick: (text: BothLanguages) => text.en,
  nothingRuns: 'no monitor is running',
  running: (monitors: number, perSecond: number) =>
    `${monitors} ${monitors === 1 ? 'monitor' : 'monitors'} running, ${perSecond}/s`,
  consumes: (queues: string) => `deletes from ${queues}`,
  troubled: (queues: string) => `trouble with ${queues}`,
  quitting: 'Quitting: storing what was received …',
  quitLate: 'ReceiptScope is still storing what it received.',
  quitLateDetail:
    'Nothing is lost if you quit now: a message is deleted from its queue only after it was stored, and comes again if it was not.',
  importAsk: (name: string) => `Import the receipts of ${name}?`,
  importDetail: 'They are added to those that are kept here; the ones that are here already are passed over.',
  importDo: 'Import',
  cancel: 'Cancel',
  imported: (name: string, added: number, known: number) =>
    `${name}: ${added} new ${added === 1 ? 'receipt' : 'receipts'}, ${known} known already.`,
  importFailed: (name: string) => `${name} could not be imported.`,
  importKept: (added: number) =>
    added === 0 ? 'Nothing was changed.' : `${added} before that were imported.`,
  wait: 'Keep Waiting',
  quitNow: 'Quit Now',
  startFailed: 'ReceiptScope could not start',
  tryAgain: 'Try Again',
  pageEnded: 'The window stopped working.',
  pageEndedDetail: (reason: string) =>
    `Its page ended (${reason}). Monitors and the endpoint kept working; loading it again loses nothing.`,
  reload: 'Load Again',
  closeWindow: 'Close Window',
  keychainOutOfReach:
    'The key that protects your stored secrets is in the system keychain, which did not give it out.',
  keychainOutOfReachHint: (file: string) =>
    `Unlock the keychain (or start its service) and try again. To give up the stored secrets instead, delete ${file} and enter them anew; receipts are not affected.`,
  keyDamaged: 'The file that holds the key to your stored secrets is damaged.',
  keyDamagedHint: (file: string) =>
    `Put ${file} back from a copy and try again. To give up the stored secrets instead, delete it and enter them anew; receipts are not affected.`,
  unexpectedHint: 'Nothing was changed. If it stays so, report it with the text above.',
}

const chinese: typeof english = {
  app: 'ReceiptScope',
  file: '文件',
  edit: '编辑',
  view: '视图',
  window: '窗口',
  help: '帮助',
  about: '关于 ReceiptScope',
  settings: '设置…',
  services: '服务',
  hide: '隐藏 ReceiptScope',
  hideOthers: '隐藏其他',
  unhide: '全部显示',
  undo: '撤销',
  redo: '重做',
  cut: '剪切',
  copy: '复制',
  paste: '粘贴',
  pasteAndMatchStyle: '粘贴并匹配样式',
  delete: '删除',
  selectAll: '全选',
  place: {
    receipts: '回执',
    sql: 'SQL 控制台',
    pushes: '推送',
    bench: '签名工作台',
    queues: '队列与主题',
    simulator: '模拟器',
    insights: '统计分析',
    reconcile: '发送与回执对账',
    settings: '设置',
  },
  reloadWindow: '重新加载窗口',
  resetZoom: '实际大小',
  zoomIn: '放大',
  zoomOut: '缩小',
  fullScreen: '切换全屏',
  devTools: '切换开发者工具',
  minimize: '最小化',
  zoom: '缩放',
  front: '前置全部窗口',
  newWindow: '新建窗口',
  importFiles: '导入…',
  importKinds: '回执、抓包与发送记录',
  keepRunning: '关闭窗口后继续运行',
  documentation: '短信与消息服务文档',
  open: '打开 ReceiptScope',
  quit: '退出 ReceiptScope',
  pause: '暂停所有监听',
  paused: '所有监听已暂停',
  pick: text => text.zh,
  nothingRuns: '没有正在运行的监听',
  running: (monitors, perSecond) => `${monitors} 个监听运行中，每秒 ${perSecond} 条`,
  consumes: queues => `正在消费 ${queues}`,
  troubled: queues => `${queues} 出现问题`,
  quitting: '正在退出：保存已收到的数据…',
  quitLate: 'ReceiptScope 仍在保存已收到的数据。',
  quitLateDetail: '现在退出也不会丢失数据：消息存盘之后才会从队列删除，未存盘的会再次投递。',
  importAsk: name => `导入 ${name} 中的回执？`,
  importDetail: '会添加到现有数据中，已存在的回执会跳过。',
  importDo: '导入',
  cancel: '取消',
  imported: (name, added, known) => `${name}：新增 ${added} 条回执，${known} 条已存在。`,
  importFailed: name => `无法导入 ${name}。`,
  importKept: added => (added === 0 ? '没有改动任何数据。' : `此前的 ${added} 条已导入。`),
  wait: '继续等待',
  quitNow: '立即退出',
  startFailed: 'ReceiptScope 无法启动',
  tryAgain: '重试',
  pageEnded: '窗口已停止工作。',
  pageEndedDetail: reason =>
    `页面进程已结束（${reason}）。监听与接收端点仍在运行，重新加载不会丢失任何数据。`,
  reload: '重新加载',
  closeWindow: '关闭窗口',
  keychainOutOfReach: '保护密钥的数据密钥存放在系统钥匙串中，但钥匙串没有给出它。',
  keychainOutOfReachHint: file =>
    `请解锁钥匙串（或启动其服务）后重试。若要放弃已保存的密钥，可删除 ${file} 后重新填写；回执数据不受影响。`,
  keyDamaged: '存放数据密钥的文件已损坏。',
  keyDamagedHint: file =>
    `请用备份恢复 ${file} 后重试。若要放弃已保存的密钥，可删除该文件后重新填写；回执数据不受影响。`,
  unexpectedHint: '没有改动任何数据。若问题持续存在，请附上以上文字反馈。',
}

export type Words = typeof english

let chosen: unknown = 'system'

/** The window's own choice of language; `system` and what is unknown leave it to the system. */
export function speak(language: unknown): void {
  chosen = language
}

/** What the shell around the window says, in the window's language. Only after the app is ready. */
export function words(): Words {
  const language = chosen === 'en' || chosen === 'zh-CN' ? chosen : app.getLocale()
  return language.toLowerCase().startsWith('zh') ? chinese : english
}
