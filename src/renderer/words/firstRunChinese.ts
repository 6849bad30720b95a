import type { firstRunEnglish } from './firstRunEnglish.ts'

export const firstRunChinese: typeof firstRunEnglish = {
  madeUp: '这些回执是模拟的。',
  madeUpHint: '在添加账号之前，由内置模拟器发送。接下来想做什么？',
  toReceipts: '前往回执',
  toConsole: '返回 SQL 控制台',
  back: '其他入门方式',
  titleOf: { choices: '如何开始', connect: '连接账号', endpoint: '调试端点' },
  introOf: {
    choices: '每种方式都能在一分钟内看到实际结果。以后可以从命令面板回到这里。',
    connect:
      '回执从你账号的队列中读取。默认只是查看：在你明确选择之前，不会从队列中取走任何消息。密钥加密保存在本机。',
    endpoint: '此地址接收 MNS 主题推送和短信服务推送，保留每个字节，并逐一校验签名。',
  },
  choice: { simulator: '用模拟器试试', connect: '连接账号', endpoint: '调试端点' },
  choiceHint: {
    simulator: '模拟发送二十条短信并查看回执，其中有失败的。无需账号，无需联网。',
    connect: '只需 AccessKey 和队列名。连接会逐步检查，不会取走任何消息。',
    endpoint: '向本机推送内容，查看收到了什么、签名是否有效，以及无效的原因。',
  },
  step: {
    account: '1. 账号',
    check: '2. 能否连通',
    watch: '3. 监听队列',
    address: '1. 地址',
    send: '2. 向它发送内容',
  },
  unknownQueue: '不确定队列名？',
  browse: '浏览该账号的队列',
  address: '端点地址',
  addressHint: '将它填入订阅或短信控制台。从外部访问需要隧道，推送面板中有说明。',
  command: '命令',
  sendHint: '也可以在推送面板中让模拟器发送带签名的推送。',
  waiting: '正在等待第一条推送…',
  arrived: (_, shown) => `已收到 ${shown} 条推送`,
  lookAtIt: '查看',
  openPushes: '打开推送面板',
  endpointOff: '端点未在监听',
}
