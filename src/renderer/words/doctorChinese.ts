import type { Words } from './en.ts'

export const doctorChinese: Words['doctor'] = {
  title: '我的端点经得起生产环境吗？',
  hint: '向你的服务发送生产中会遇到的推送：真实、重复、迟到、超大以及伪造的，并说明它如何应对每一种。',
  url: '你的端点',
  trust: host => `真实推送的证书位于 ${host}：诊断期间请让你的服务信任该主机。`,
  format: '格式',
  allFormats: '全部格式',
  start: '开始诊断',
  yes: host => `是，诊断 ${host}`,
  progress: (done, total) => `${done} / ${total}`,
  cancelled: (done, total) => `已停止：完成 ${done} / ${total}`,
  done: (passed, warned, failed) => `${passed} 项通过，${warned} 项需留意，${failed} 项未通过`,
  failed: '无法完成诊断。',
  findings: '诊断结果',
  outcome: { pass: '通过', warn: '需留意', fail: '未通过' },
  expected: '预期',
  got: '实际',
}
