import type { Crumb } from '#platform/http/page.tsx'

type Named = { child_id: number; forename: string; surname: string }

export const fullName = ({ forename, surname }: Named) => `${forename} ${surname}`

export const childPath = ({ child_id }: Named) => `/children/${child_id}`

export const childCrumbs = (child: Named): Crumb[] => [
  { text: 'Children', href: '/children' },
  { text: fullName(child), href: childPath(child) },
]

export const seenChild = ({ child_id }: Named) => ({
  act: 'child.seen',
  subject: 'child',
  subject_id: child_id,
  child_id,
})
