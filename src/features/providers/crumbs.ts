import type { Actor } from '#platform/access/actor.ts'

/** Where the list of providers is that this person came from: the area's, or their own. */
export const providersCrumb = (actor: Pick<Actor, 'scope'>) =>
  actor.scope === 'area'
    ? { text: 'Providers', href: '/providers' }
    : { text: 'Your providers', href: '/providers/mine' }

/** The way to a page of one provider. */
export const providerCrumbs = (actor: Pick<Actor, 'scope'>, provider: { id: number; name: string }) => [
  providersCrumb(actor),
  { text: provider.name, href: `/providers/${provider.id}` },
]
