import type { TrafficCarrier } from './carriers.ts'

/** One way an SMS can fail: the code and text a receipt carries, and how often it is met beside the others. */
export type ErrCode = { readonly code: string; readonly message: string; readonly weight: number }

export const deliveredCode = { code: 'DELIVERED', message: '用户接收成功' } as const

/** Met on every network: what the platform or an intermediate supplier refuses before a carrier sees it. */
const anywhere: readonly ErrCode[] = [
  { code: 'isv.BUSINE', message: '触发业务限流', weight: 4 },
  { code: 'VALVE:M_MC', message: '一分钟内发送过多', weight: 3 },
  { code: 'VALVE:D_MC', message: '当天发送过多', weight: 2 },
  { code: 'isv.BLACK', message: '号码在平台黑名单中', weight: 1 },
  { code: 'FILTER', message: '内容含关键字', weight: 1 },
  { code: 'SIGFAIL', message: '签名没有报备', weight: 1 },
  { code: 'MBBLACK', message: '号码在通道黑名单中', weight: 1 },
  { code: 'UNDELIV', message: '投递失败', weight: 6 },
]

export const errCodes: Readonly<Record<TrafficCarrier, readonly ErrCode[]>> = {
  mobile: [
    { code: 'ID:0013', message: '号码不存在', weight: 10 },
    { code: 'EXPIRED', message: '超过有效期仍未送达', weight: 7 },
    { code: 'DB:0102', message: '欠费停机', weight: 6 },
    { code: 'DB:0141', message: '用户曾投诉，在运营商黑名单中', weight: 4 },
    { code: 'MA:0054', message: '网关应答超时', weight: 3 },
    { code: 'MB:1042', message: '超出流量', weight: 2 },
    { code: 'DB:0108', message: '业务暂停服务', weight: 1 },
    ...anywhere,
  ],
  unicom: [
    { code: 'R:00003', message: '号码不存在', weight: 8 },
    { code: 'R:00702', message: '手机关机', weight: 6 },
    { code: 'SGIP:98', message: '停机', weight: 4 },
    { code: 'SGIP:83', message: '发送超限', weight: 3 },
    { code: 'W-BLACK', message: '号码在黑名单中', weight: 2 },
    ...anywhere,
  ],
  telecom: [
    { code: 'MK:0001', message: '号码不存在', weight: 9 },
    { code: 'MK:0000', message: '欠费停机', weight: 6 },
    { code: 'MK:0005', message: '手机关机', weight: 6 },
    { code: 'UNDELIV_64', message: '空号', weight: 3 },
    { code: 'MK:0004', message: '手机暂停使用', weight: 3 },
    { code: 'EXPIRED_76', message: '服务已暂停', weight: 2 },
    { code: 'MN:0001', message: '短信中心拒收', weight: 2 },
    ...anywhere,
  ],
}
