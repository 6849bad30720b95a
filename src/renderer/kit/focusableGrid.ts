/** A table that takes the focus and moves about in itself by arrow keys: what screen readers know as a grid. */
export const focusableGrid = (activeRow?: string, many = false) =>
  ({
    role: 'grid',
    tabIndex: 0,
    'aria-activedescendant': activeRow,
    'aria-multiselectable': many || undefined,
  }) as const
