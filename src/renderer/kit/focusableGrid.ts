/** A table that takes the focus and moves about in itself by arrow keys: what screen readers know as a grid. */
export const focusableGrid = (activeRow?: string) =>
  ({ role: 'grid', tabIndex: 0, 'aria-activedescendant': activeRow }) as const
