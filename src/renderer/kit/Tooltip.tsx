import './Tooltip.css'
import { Tooltip as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'
import { KeyHint } from './KeyHint.tsx'

type Props = {
  text: ReactNode
  keys?: string[]
  side?: 'top' | 'right' | 'bottom' | 'left'
  children: ReactNode
}

export function Tooltip({ text, keys, side = 'bottom', children }: Props) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content className="tooltip" side={side} sideOffset={6} collisionPadding={8}>
          <span>{text}</span>
          {keys?.map(chord => (
            <KeyHint key={chord} chord={chord} />
          ))}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

export const TooltipProvider = ({ children }: { children: ReactNode }) => (
  <Primitive.Provider delayDuration={500} skipDelayDuration={300}>
    {children}
  </Primitive.Provider>
)
