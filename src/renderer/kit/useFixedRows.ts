import { type RefObject, useEffect, useState } from 'react'

type Options = {
  scroller: RefObject<HTMLElement | null>
  count: number
  rowHeight: number
  /** Pixels above the first row that scroll away or stick, such as a header. */
  offset?: number
  overscan?: number
}

/** The span of rows of one height that has to be rendered: those in sight and a few around them. */
export function useFixedRows({ scroller, count, rowHeight, offset = 0, overscan = 8 }: Options) {
  const [span, setSpan] = useState({ first: 0, last: 40 })
  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    const measure = () => {
      const top = Math.max(0, element.scrollTop - offset)
      const first = Math.max(0, Math.floor(top / rowHeight) - overscan)
      const last = Math.ceil((top + element.clientHeight) / rowHeight) + overscan
      setSpan(span => (span.first === first && span.last === last ? span : { first, last }))
    }
    measure()
    element.addEventListener('scroll', measure, { passive: true })
    const resize = new ResizeObserver(measure)
    resize.observe(element)
    return () => {
      element.removeEventListener('scroll', measure)
      resize.disconnect()
    }
  }, [scroller, rowHeight, offset, overscan])
  const last = Math.min(span.last, count - 1)
  return { first: Math.max(0, Math.min(span.first, last)), last }
}
