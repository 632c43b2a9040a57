import { SubNavigation } from '#govuk/index.ts'
import type { Ask } from './page.tsx'

/**
 * The pages of one provider, the present one marked. A feature adds its own with `feature({ providerNav: [{ text: 'Offer',
 * href: '/providers/:provider_id/offer', needs: 'providers.see', order: 30 }] })` and shows this on it, after the h1.
 */
export function ProviderNav({ provider_id, ask }: { provider_id: number; ask: Pick<Ask, 'url' | 'providerNav'> }) {
  const here = ask.url.split('?')[0] ?? ''
  const items = ask.providerNav.map(({ text, href }) => ({
    text,
    href: href.replace(':provider_id', String(provider_id)),
  }))
  // The longest address that this page is under: the overview is under every one of them.
  const current = items
    .filter(({ href }) => here === href || here.startsWith(`${href}/`))
    .toSorted((a, b) => b.href.length - a.href.length)[0]
  if (items.length < 2) return null
  return (
    <SubNavigation label="Pages of this provider" items={items.map(item => ({ ...item, current: item === current }))} />
  )
}
