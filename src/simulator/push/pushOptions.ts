import type { NotificationFormat } from '../../protocol/notification/notification.ts'
import type { ContentMd5Encoding } from '../../protocol/push/contentMd5.ts'

/** Where sources disagree about the wire, what this simulator does. The defaults follow the newest capture. */
export type PushOptions = {
  readonly contentMd5: ContentMd5Encoding
  readonly contentType: Readonly<Record<NotificationFormat, string>>
}

export const defaultPushOptions: PushOptions = {
  contentMd5: 'hex',
  contentType: {
    XML: 'text/xml;charset=utf-8',
    JSON: 'application/json;charset=utf-8',
    SIMPLIFIED: 'text/plain;charset=utf-8',
  },
}
