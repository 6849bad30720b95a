/** A ref for what appears because somebody asked for it: the next thing they do is to type there. */
export function takeFocus(element: HTMLElement | null): void {
  element?.focus()
}
