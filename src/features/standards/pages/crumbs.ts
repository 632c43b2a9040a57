import { providerCrumbs as ofProvider } from '#features/providers/index.ts'

export const providerCrumbs = ofProvider

export const standardsCrumbs = (...given: Parameters<typeof ofProvider>) => [
  ...ofProvider(...given),
  { text: 'Standards', href: `/providers/${given[1].id}/standards` },
]
