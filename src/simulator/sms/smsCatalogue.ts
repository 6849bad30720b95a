import type { SmsParameters } from '../../protocol/xml/directAttributes.ts'
import { refuseBusiness, type SmsRefusal } from './smsRefusal.ts'

export const reviewStates = ['approving', 'approved', 'rejected'] as const
/** Where a signature or template stands in the platform's review. */
type ReviewState = (typeof reviewStates)[number]

export type SmsSign = { readonly name: string; readonly state: ReviewState; readonly reason: string | null }

/** `content` holds variables as `${name}`; null where the template is known by its code alone. */
export type SmsTemplate = {
  readonly code: string
  readonly content: string | null
  readonly state: ReviewState
  readonly reason: string | null
}

type Rendered = { readonly outcome: 'rendered'; readonly content: string }

/** An SMS costs one part up to 70 characters, signature included; longer ones are billed per 67. */
export function countParts(content: string): number {
  return content.length <= 70 ? 1 : Math.ceil(content.length / 67)
}

/**
 * Signatures and templates with their review states. Unless strict, one nobody has told about counts as
 * approved: the developer's own codes work without being registered first.
 */
export class SmsCatalogue {
  readonly strict: boolean
  readonly #signs = new Map<string, SmsSign>()
  readonly #templates = new Map<string, SmsTemplate>()

  constructor(strict: boolean) {
    this.strict = strict
  }

  putSign(sign: SmsSign): void {
    this.#signs.set(sign.name, sign)
  }

  putTemplate(template: SmsTemplate): void {
    this.#templates.set(template.code, template)
  }

  clear(): void {
    this.#signs.clear()
    this.#templates.clear()
  }

  signs(): SmsSign[] {
    return [...this.#signs.values()]
  }

  templates(): SmsTemplate[] {
    return [...this.#templates.values()]
  }

  /** The text the handset would show. */
  render(signName: string, templateCode: string, params: SmsParameters): Rendered | SmsRefusal {
    return this.#checkSign(signName) ?? this.#fill(signName, templateCode, params)
  }

  #checkSign(name: string): SmsRefusal | null {
    const sign = this.#signs.get(name)
    if (sign?.state === 'approved' || (sign === undefined && !this.strict)) return null
    return refuseBusiness('isv.SMS_SIGNATURE_ILLEGAL', describe('signature', name, sign))
  }

  #fill(signName: string, code: string, params: SmsParameters): Rendered | SmsRefusal {
    const template = this.#templates.get(code)
    if (template === undefined && (this.strict || !/^SMS_\w+$/.test(code)))
      return refuseBusiness('isv.SMS_TEMPLATE_ILLEGAL', describe('template', code, template))
    if (template !== undefined && template.state !== 'approved')
      return refuseBusiness('isv.SMS_TEMPLATE_ILLEGAL', describe('template', code, template))
    const text = template?.content ?? null
    if (text === null) return { outcome: 'rendered', content: `【${signName}】${listParams(params)}` }
    const wanted = [...text.matchAll(variable)].map(match => match[1] ?? '')
    const absent = wanted.find(name => !params.has(name))
    if (absent !== undefined) {
      const message = `TemplateParam lacks the variable "${absent}" of the template ${code}`
      return refuseBusiness('isv.TEMPLATE_MISSING_PARAMETERS', message)
    }
    const content = text.replace(variable, (_, name: string) => params.get(name) ?? '')
    return { outcome: 'rendered', content: `【${signName}】${content}` }
  }
}

const variable = /\$\{([^{}]+)\}/g

function listParams(params: SmsParameters): string {
  return [...params].map(([name, value]) => `${name}: ${value}`).join(', ')
}

function describe(kind: string, name: string, found: SmsSign | SmsTemplate | undefined): string {
  if (found === undefined) return `the ${kind} "${name}" is not known to this account`
  const reason = found.reason === null ? '' : `: ${found.reason}`
  return `the ${kind} "${name}" is ${found.state}, not approved${reason}`
}
