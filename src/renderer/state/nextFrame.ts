/** Milliseconds between two updates of a window nobody sees, where no frame is ever drawn. */
const hiddenPace = 250

export function nextFrame(callback: () => void): void {
  if (document.visibilityState === 'hidden') setTimeout(callback, hiddenPace)
  else requestAnimationFrame(callback)
}
