/** An event that its listeners may prevent. */
export function preventable<T extends object>(details: T) {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true
    },
  }
  return event
}

export type Preventable<T extends object = object> = ReturnType<typeof preventable<T>>
