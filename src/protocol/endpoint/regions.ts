export type Region = {
  readonly id: string
  readonly english: string
  readonly chinese: string
  /** Finance clouds are reached from inside only: they have no public address. */
  readonly finance: boolean
}

export const regions: readonly Region[] = [
  region('cn-hangzhou', 'China (Hangzhou)', '华东1（杭州）'),
  region('cn-shanghai', 'China (Shanghai)', '华东2（上海）'),
  region('cn-qingdao', 'China (Qingdao)', '华北1（青岛）'),
  region('cn-beijing', 'China (Beijing)', '华北2（北京）'),
  region('cn-zhangjiakou', 'China (Zhangjiakou)', '华北3（张家口）'),
  region('cn-huhehaote', 'China (Hohhot)', '华北5（呼和浩特）'),
  region('cn-wulanchabu', 'China (Ulanqab)', '华北6（乌兰察布）'),
  region('cn-shenzhen', 'China (Shenzhen)', '华南1（深圳）'),
  region('cn-guangzhou', 'China (Guangzhou)', '华南3（广州）'),
  region('cn-chengdu', 'China (Chengdu)', '西南1（成都）'),
  region('cn-hongkong', 'China (Hong Kong)', '中国香港'),
  region('ap-southeast-1', 'Singapore', '新加坡'),
  region('ap-southeast-2', 'Australia (Sydney)', '澳大利亚（悉尼）'),
  region('ap-southeast-3', 'Malaysia (Kuala Lumpur)', '马来西亚（吉隆坡）'),
  region('ap-southeast-5', 'Indonesia (Jakarta)', '印度尼西亚（雅加达）'),
  region('ap-southeast-7', 'Thailand (Bangkok)', '泰国（曼谷）'),
  region('ap-northeast-1', 'Japan (Tokyo)', '日本（东京）'),
  region('ap-northeast-2', 'South Korea (Seoul)', '韩国（首尔）'),
  region('ap-south-1', 'India (Mumbai)', '印度（孟买）'),
  region('us-west-1', 'US (Silicon Valley)', '美国（硅谷）'),
  region('us-east-1', 'US (Virginia)', '美国（弗吉尼亚）'),
  region('eu-central-1', 'Germany (Frankfurt)', '德国（法兰克福）'),
  region('eu-west-1', 'UK (London)', '英国（伦敦）'),
  region('me-east-1', 'UAE (Dubai)', '阿联酋（迪拜）'),
  region('cn-hzjbp-a', 'China (Hangzhou), finance cloud', '华东1 金融云', true),
  region('cn-shanghai-finance', 'China (Shanghai), finance cloud', '华东2 金融云', true),
  region('cn-shenzhen-finance', 'China (Shenzhen), finance cloud', '华南1 金融云', true),
]

const regionsById = new Map(regions.map(entry => [entry.id, entry]))

export function findRegion(id: string): Region | null {
  return regionsById.get(id) ?? null
}

/** From where an address can be reached: anywhere, the classic network, or a VPC of the same region. */
export type Network = 'public' | 'internal' | 'vpc'

/** The address of an account in a region; null where that region has none on that network. */
export function regionEndpoint(accountId: string, place: Region, network: Network): string | null {
  switch (network) {
    case 'public':
      return place.finance ? null : `https://${accountId}.mns.${place.id}.aliyuncs.com`
    case 'internal':
      return `http://${accountId}.mns.${place.id}-internal.aliyuncs.com`
    case 'vpc':
      return `http://${accountId}.mns.${place.id}-internal-vpc.aliyuncs.com`
    default:
      return network satisfies never
  }
}

function region(id: string, english: string, chinese: string, finance = false): Region {
  return { id, english, chinese, finance }
}
