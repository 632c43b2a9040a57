import {
  type Respondent,
  type SoftMethod,
  type SoftNotGivenReason,
  type SoftScale,
  softScales,
} from '#domain/soft-scale.ts'
import { dayText, yearOf } from './days.ts'
import { ageOnDay, type Life, type Window } from './lives.ts'
import type { Meeting } from './meetings.ts'
import type { SoftRow } from './package-rows.ts'
import { voices } from './words/voices.ts'

type Answer = Omit<SoftRow, 'child_id' | 'review_id'> & { meeting: Meeting; recorded: number; words: string | null }

const scales = Object.keys(softScales) as SoftScale[]

/** Who sees more, and who less, than the child feels: respondents do not agree, and no two are averaged. */
const respondents = [
  { respondent: 'young_person', leans: 0 },
  { respondent: 'parent', leans: -0.35 },
  { respondent: 'provider', leans: 0.4 },
] as const

/** Three scales of the child's own four at each review, asked of three people; a third of the answers are not given. */
export function answersOf(life: Life, meetings: readonly Meeting[], window: Window): Answer[] {
  const { chance, gift, need } = life
  const first = chance.below(10)
  const own = [0, 3, 5, 8].map(step => scales[(first + step) % 10] as SoftScale)
  const levels = own.map(() => 2.6 + 0.5 * gift + 0.6 * chance.spread())
  const answers: Answer[] = []
  for (const [at, meeting] of meetings.entries()) {
    if (meeting.recorded === null || chance.happens(0.12)) continue
    const age = ageOnDay(life.birth, meeting.on)
    // The youngest, and those who speak in other ways than words, are watched and asked with symbols.
    const wordless = age < 6 || need === 'PMLD'
    const grown = 0.12 * (yearOf(meeting.on) - yearOf(window.from))
    for (let which = 0; which < 3; which++) {
      const one = (at + which) % 4
      const scale = own[one] ?? 'confidence'
      for (const { respondent, leans } of respondents) {
        const young = respondent === 'young_person'
        const missing = chance.happens(young ? (wordless ? 0.6 : 0.33) : respondent === 'parent' ? 0.36 : 0.24)
        const felt = (levels[one] ?? 3) + grown + leans + 0.8 * chance.spread()
        const rung = Math.min(5, Math.max(1, Math.round(felt)))
        const said = voices[scale][respondent][rung < 3 ? 0 : rung === 3 ? 1 : 2]
        const spoken = !missing && !(young && wordless) && chance.happens(0.25)
        answers.push({
          on: dayText(meeting.on),
          meeting,
          scale,
          respondent,
          rung: missing ? null : rung,
          method: missing ? null : chance.pick(young ? methods(age, wordless) : othersBy[respondent]),
          not_given_reason: !missing
            ? null
            : young && wordless
              ? 'could_not_be_asked'
              : chance.pick(reasons[respondent]),
          words: spoken ? said : null,
          recorded: meeting.recorded,
        })
      }
    }
  }
  return answers
}

const methods = (age: number, wordless: boolean): readonly SoftMethod[] =>
  wordless
    ? ['symbols', 'observed']
    : age < 12
      ? ['said', 'symbols', 'written', 'signed']
      : ['said', 'written', 'advocate']

const othersBy = { parent: ['said', 'written'], provider: ['observed'] } as const

const reasons = {
  young_person: ['declined', 'could_not_be_asked'],
  parent: ['no_reply', 'no_reply', 'declined'],
  provider: ['no_evidence'],
} as const satisfies Record<Respondent, readonly SoftNotGivenReason[]>
