import type { Need } from '#domain/need.ts'
import type { NotRatedReason, Rating } from '#domain/rating.ts'
import type { Chance } from './chance.ts'
import { workingDay, yearOf } from './days.ts'
import type { Life, Window } from './lives.ts'
import type { Meeting } from './meetings.ts'
import type { Growing } from './path.ts'
import type { Place } from './places.ts'

/** How hard the steps are with each need: true in the data, for a picture by need to show. */
const hardness: Record<Need, number> = {
  PMLD: -0.4,
  SLD: -0.35,
  SEMH: -0.35,
  MSI: -0.25,
  DS: -0.2,
  MLD: -0.1,
  ASD: -0.05,
  OTH: 0,
  PD: 0,
  SLCN: 0.12,
  SPLD: 0.2,
  HI: 0.22,
  VI: 0.22,
}

/** The one place where what is true of a child, a need and a school becomes a rating and a rung. */
export function rateAndPlace(
  path: Growing,
  meeting: Meeting,
  recorded: number,
  life: Life,
  place: Place | undefined,
  moved: boolean,
  window: Window,
) {
  const { chance, gift, need } = life
  const effect = place?.institution?.effect ?? -0.2
  const easy = place?.institution?.easy ?? 0
  const trend = 0.035 * (yearOf(meeting.on) - yearOf(window.from))
  const years = (meeting.on - path.seen) / 365
  const pace = Math.exp(0.25 * gift + 0.5 * effect + 0.6 * hardness[need] + trend - 0.15 + 0.35 * chance.spread())
  const before = path.at
  path.at =
    path.span > 0 ? before + (years * path.span * pace) / path.years : before - 0.25 * years + 0.4 * effect * years
  path.at = Math.min(path.span > 0 ? path.begins + path.span + 0.7 : 10, Math.max(0, path.at))
  path.seen = meeting.on
  if (!chance.happens(0.06)) {
    const position = Math.min(10, Math.max(0, Math.round(path.at + 0.45 * chance.spread())))
    const last = path.positions.at(-1)?.position ?? path.baseline ?? position
    const way = position > last ? 'up' : position < last ? 'down' : 'level'
    const corrected = correctionOf(recorded, chance, 0.006, window)
    const wrong = Math.min(10, Math.max(0, position + (chance.happens(0.5) ? 1 : -2)))
    const changes = corrected !== null && wrong !== position
    path.positions.push({
      meeting,
      position,
      way,
      recorded: changes ? corrected : recorded,
      before: changes ? wrong : null,
    })
  }
  const score = 0.42 + 0.2 * gift + effect + easy + hardness[need] + trend + 0.6 * (Math.min(2, pace) - 1)
  for (const goal of path.goals) {
    if (
      goal.set >= meeting.on ||
      goal.ratings.some(({ meeting: one }) => one.kind === 'annual' || one.kind === 'phase_transfer')
    )
      continue
    const spread = chance.spread()
    const rated: Rating = score + spread > 0.42 ? 'fully_met' : score + spread > -0.8 ? 'partially_met' : 'not_met'
    const reason = notRated(moved, chance)
    const rating = reason === null ? rated : 'not_rated'
    const corrected = reason === null ? correctionOf(recorded, chance, 0.012, window) : null
    const wrong: Rating = rated === 'partially_met' ? chance.pick(['fully_met', 'not_met']) : 'partially_met'
    goal.ratings.push({
      meeting,
      rating,
      reason,
      recorded: corrected ?? recorded,
      before: corrected === null ? null : wrong,
    })
  }
}

/** Now and then somebody finds, weeks or months later, that what was written down was not what was seen. */
function correctionOf(recorded: number, chance: Chance, share: number, window: Window): number | null {
  if (!chance.happens(share)) return null
  const day = workingDay(recorded + chance.between(9, 200))
  return day <= window.until ? day : null
}

function notRated(moved: boolean, chance: Chance): NotRatedReason | null {
  if (moved && chance.happens(0.3)) return 'moved'
  if (!chance.happens(0.035)) return null
  return chance.pick(['no_evidence', 'no_evidence', 'no_evidence', 'declined', 'superseded', 'other'])
}
