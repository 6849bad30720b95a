import { z } from 'zod'
import type { Part } from '../part.ts'
import { noPushFaults, type PushFaultSettings, signatureFaults } from './pushFaults.ts'
import { defaultPushOptions, type PushOptions } from './pushOptions.ts'

const share = z.number().min(0).max(1)
const headerText = z.string().regex(/^[\x21-\x7e][\x20-\x7e]{0,199}$/)

const optionChange = z.strictObject({
  contentMd5: z.enum(['base64-raw', 'base64-hex', 'hex']),
  contentType: z.strictObject({ XML: headerText, JSON: headerText, SIMPLIFIED: headerText }).partial(),
})
const faultChange = z.strictObject({
  signature: z.enum(signatureFaults).nullable(),
  signatureShare: share,
  duplicate: share,
  reorder: share,
})
const change = z.strictObject({ ...optionChange.partial().shape, faults: faultChange.partial().optional() })

/** How pushes are written and what goes wrong with them; read anew for each push. */
export type PushSettings = { options: PushOptions; faults: PushFaultSettings }

export function defaultPushSettings(): PushSettings {
  return { options: defaultPushOptions, faults: noPushFaults }
}

/** Lets the control API change how pushes are written and damaged. */
export function createPushPart(settings: PushSettings): Part {
  return {
    name: 'pushes',
    controls: {
      pushes(input) {
        const { contentMd5, contentType, faults } = change.parse(input ?? {})
        const { options, faults: former } = settings
        const types = options.contentType
        settings.options = {
          contentMd5: contentMd5 ?? options.contentMd5,
          contentType: {
            XML: contentType?.XML ?? types.XML,
            JSON: contentType?.JSON ?? types.JSON,
            SIMPLIFIED: contentType?.SIMPLIFIED ?? types.SIMPLIFIED,
          },
        }
        settings.faults = {
          signature: faults?.signature === undefined ? former.signature : faults.signature,
          signatureShare: faults?.signatureShare ?? former.signatureShare,
          duplicate: faults?.duplicate ?? former.duplicate,
          reorder: faults?.reorder ?? former.reorder,
        }
        return settings
      },
    },
    state: () => settings,
    reset: () => Object.assign(settings, defaultPushSettings()),
  }
}
