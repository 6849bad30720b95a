import { type ComponentType, createElement, lazy, type ReactNode, Suspense } from 'react'
import { mendStyles } from './mendStyles.ts'
import { PartBoundary } from './PartBoundary.tsx'

/**
 * A part of the window that is loaded when it is first shown. One that could not be loaded, since the program was away, says so
 * in its own place and is loaded anew once the program is back.
 */
export function loadLater<P extends object>(load: () => Promise<ComponentType<P>>): (props: P) => ReactNode {
  let Loaded = begin()
  let failed = false

  function begin() {
    return lazy(async () => {
      try {
        if (failed) await mendStyles()
        return { default: await load() }
      } catch (error) {
        failed = true
        // What was rejected once stays so for React: the next look needs another one.
        Loaded = begin()
        throw error
      }
    })
  }

  return function Part(props) {
    return <PartBoundary show={() => <Suspense>{createElement(Loaded, props)}</Suspense>} />
  }
}
