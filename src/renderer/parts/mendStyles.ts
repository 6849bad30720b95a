const broken = new Set<HTMLLinkElement>()

addEventListener(
  'error',
  ({ target }) => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') broken.add(target)
  },
  true,
)

/** Asks again for the style sheets that could not be loaded: what loads the parts asks for each only once. */
export async function mendStyles(): Promise<void> {
  await Promise.all([...broken].map(replace))
}

function replace(link: HTMLLinkElement): Promise<void> {
  broken.delete(link)
  const next = document.createElement('link')
  next.rel = 'stylesheet'
  next.href = link.href
  return new Promise((resolve, reject) => {
    next.onload = () => resolve()
    next.onerror = () => reject(new Error(`${link.href} could not be loaded`))
    link.replaceWith(next)
  })
}
