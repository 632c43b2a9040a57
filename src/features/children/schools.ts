type Place = { rank: number; from_on: string; provider_id: number | null; setting: string | null }

/** Changes of main setting, oldest first: neither the first one nor a new unit at the same place. */
export const movesOf = <P extends Place>(placements: readonly P[]): P[] =>
  placements
    .filter(({ rank }) => rank === 1)
    .toSorted((a, b) => (a.from_on < b.from_on ? -1 : 1))
    .filter((place, at, all) => {
      const before = all[at - 1]
      return before !== undefined && (before.provider_id !== place.provider_id || before.setting !== place.setting)
    })
