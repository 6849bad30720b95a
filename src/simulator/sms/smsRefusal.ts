/** Why the SMS API says no. Business codes (`isv.*`) come with HTTP 200, gateway codes with their own status. */
export type SmsRefusal = {
  readonly outcome: 'refused'
  readonly code: string
  readonly message: string
  readonly status: number
}

export function refuseBusiness(code: `isv.${string}` | `isp.${string}`, message: string): SmsRefusal {
  return { outcome: 'refused', code, message, status: 200 }
}

export function refuseRequest(code: string, message: string, status = 400): SmsRefusal {
  return { outcome: 'refused', code, message, status }
}

export function missing(parameter: string): SmsRefusal {
  return refuseRequest(`Missing${parameter}`, `${parameter} is mandatory for this action.`)
}
