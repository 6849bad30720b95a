/** Puts a text where the cursor is, in a way that can be undone, and leaves the cursor behind it. */
export function insertText(field: HTMLTextAreaElement, text: string): void {
  field.focus()
  const { selectionStart, value } = field
  const glued = /\w$/.test(value.slice(0, selectionStart))
  // The only way of typing for somebody that their own undo knows of.
  document.execCommand('insertText', false, glued ? ` ${text}` : text)
}
