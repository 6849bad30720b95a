import type { ArchivedReceipt } from '../../contract/exportedReceipt.ts'

const hidden = '***'

/** Phone numbers keep their ends, contents nothing; the bytes and whatever was written about them go with them. */
export function maskReceipt(receipt: ArchivedReceipt): ArchivedReceipt {
  return {
    ...receipt,
    phone: receipt.phone === null ? null : maskPhone(receipt.phone),
    content: receipt.content === null ? null : hidden,
    note: receipt.note === null ? null : hidden,
    requestLine: null,
    headers: null,
    raw: '',
  }
}

function maskPhone(phone: string): string {
  if (phone.length < 8) return hidden
  return `${phone.slice(0, 3)}${'*'.repeat(phone.length - 7)}${phone.slice(-4)}`
}
