/** What is found of a threshold by whoever judges a bid. */
export const judgements = {
  met: 'Met',
  partly: 'Partly met',
  not_yet: 'Not met',
  not_applicable: 'Does not apply',
} as const
