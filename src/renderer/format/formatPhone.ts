const mainlandMobile = /^(?:\+?86)?(1[3-9]\d)(\d{4})(\d{4})$/

/** Groups a mainland mobile number as people read it aloud; anything else stays as received. */
export function formatPhone(phone: string): string {
  const match = mainlandMobile.exec(phone)
  if (match === null) return phone
  const country = phone.length > 11 ? '+86 ' : ''
  return `${country}${match[1]} ${match[2]} ${match[3]}`
}

/** Hides the middle of a number: enough stays to tell two rows apart, too little to call anyone. */
export function maskPhone(phone: string): string {
  const match = mainlandMobile.exec(phone)
  if (match !== null) return `${phone.length > 11 ? '+86 ' : ''}${match[1]} •••• ${match[3]}`
  if (phone.length < 7) return '•'.repeat(phone.length)
  return `${phone.slice(0, 3)}${'•'.repeat(phone.length - 5)}${phone.slice(-2)}`
}

/** Hides what looks like a phone number inside free text. */
export function maskPhonesIn(text: string): string {
  return text.replace(/(?<!\d)\+?\d{7,15}(?!\d)/g, number => maskPhone(number).replaceAll(' ', ''))
}
