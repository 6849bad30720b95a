/** What is said of the values that receipts have in common. */
export const facetsEnglish = {
  title: 'Narrow down',
  show: 'Narrow down',
  hide: 'Hide the values',
  hint: 'Click for only these, Alt- or Shift-click for all but these.',
  partial: 'Counted as far as two seconds went: the newest receipts only.',
  clear: 'clear',
  without: 'none',
  exclude: (name: string) => `Leave out ${name}`,
  excluded: 'left out',
  field: {
    status: 'Status',
    kind: 'Kind',
    via: 'Via',
    errCode: 'Code',
    carrier: 'Carrier',
    account: 'Account',
    source: 'Source',
    parts: 'Parts',
  },
}
