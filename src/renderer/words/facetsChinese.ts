import type { Words } from './en.ts'

export const facetsChinese: Words['facets'] = {
  title: '缩小范围',
  show: '缩小范围',
  hide: '隐藏取值',
  hint: '点击只看此项；按住 Alt 或 Shift 点击则排除。',
  partial: '只统计了两秒内能数完的最新回执。',
  clear: '清除',
  without: '无',
  exclude: name => `排除 ${name}`,
  excluded: '已排除',
  field: {
    status: '状态',
    kind: '类型',
    via: '途径',
    errCode: '状态码',
    carrier: '运营商',
    account: '账号',
    source: '来源',
    parts: '条数',
  },
}
