import { type Children, cx } from './parts.tsx'
import { hyphens } from './waymark-rating.tsx'

/** Preparing for Adulthood areas, in their order; `unmapped` is an outcome that has none yet. */
export type PfaName = 'employment' | 'independent_living' | 'community_inclusion' | 'health' | 'unmapped'
export const pfaOrder: readonly PfaName[] = [
  'employment',
  'independent_living',
  'community_inclusion',
  'health',
  'unmapped',
]

export const pfaWords: Record<PfaName, string> = {
  employment: 'Employment',
  independent_living: 'Independent living',
  community_inclusion: 'Community inclusion',
  health: 'Health',
  unmapped: 'No area yet',
}

/** Drawn on a 24 by 24 grid in strokes, so that they print and scale: a briefcase, a house, people, a heart, a gap. */
const pfaPaths: Record<PfaName, Children> = {
  employment: (
    <>
      <rect x="3" y="7.5" width="18" height="12" rx="2" />
      <path d="M9 7.5V6a1.5 1.5 0 0 1 1.5-1.5h3A1.5 1.5 0 0 1 15 6v1.5M3 12.5h7m4 0h7M10 11h4v3h-4z" />
    </>
  ),
  independent_living: <path d="m3 11.5 9-7.5 9 7.5M5.5 9.8V20h13V9.8M10 20v-6h4v6" />,
  community_inclusion: (
    <>
      <circle cx="12" cy="7" r="2.8" />
      <circle cx="5" cy="10" r="2.1" />
      <circle cx="19" cy="10" r="2.1" />
      <path d="M7.3 19.5v-2.3a4.7 4.7 0 0 1 9.4 0v2.3zM4.8 19.5H2.6v-1.8a3.2 3.2 0 0 1 2.6-3.1M19.2 19.5h2.2v-1.8a3.2 3.2 0 0 0-2.6-3.1" />
    </>
  ),
  health: (
    <path d="M12 20.3S3.2 15.3 3.2 9.4A4.7 4.7 0 0 1 12 7.1a4.7 4.7 0 0 1 8.8 2.3c0 5.9-8.8 10.9-8.8 10.9zM6.5 12.2h3l1.5-2.7 2 4.4 1.3-1.7h3.2" />
  ),
  unmapped: (
    <>
      <circle cx="12" cy="12" r="8.5" stroke-dasharray="3.2 3.5" />
      <path d="M9.8 9.8a2.3 2.3 0 1 1 3.4 2c-.8.5-1.2 1-1.2 1.9M12 16.6v.1" />
    </>
  ),
}

/** The icon alone, where the words are beside it already. */
export const PfaIcon = ({ area, large }: { area: PfaName; large?: boolean }) => (
  <svg
    class={cx('waymark-pfa-icon', large && 'waymark-pfa-icon--large', `waymark-pfa--${hyphens(area)}`)}
    viewBox="0 0 24 24"
    aria-hidden="true"
    focusable="false"
  >
    {pfaPaths[area]}
  </svg>
)

/** The icon and its words. `main` says which of several areas an outcome counts in. */
export const PfaTag = ({ area, main }: { area: PfaName; main?: boolean }) => (
  <span class={cx('waymark-pfa', main && 'waymark-pfa--main')}>
    <PfaIcon area={area} />
    <span>
      {pfaWords[area]}
      {main && <span class="waymark-pfa__main"> (main)</span>}
    </span>
  </span>
)
