import { ageOn } from '#domain/date.ts'
import type { ParticipantPart } from '#domain/participant.ts'
import type { RunStep } from './run.ts'

/**
 * How a review is held: by the setting (regulation 20), or by the council itself for a child or young person who attends
 * none (regulation 21), whose review asks other things of other people.
 */
type Own = {
  name: string
  why: string
  /** The SEN2 settings it is for. */
  settings: readonly string[]
  /** Who is invited where a head teacher would be. */
  invite: readonly { part: ParticipantPart; name: string }[]
  /** What the meeting asks besides progress towards the outcomes. */
  asks: readonly string[]
}

export const ownWays = {
  section_61: {
    name: 'Education otherwise than at school',
    why: 'The council arranges the education itself (Children and Families Act 2014, section 61), so it holds the review.',
    settings: ['OLA'],
    invite: [{ part: 'setting', name: 'Whoever teaches them: the tutor or provider the council arranged' }],
    asks: [
      'Is each part of section F given: by whom, where and for how many hours?',
      'Is what was arranged still right, and would it be inappropriate to make the provision in a school or college?',
      'What would have to be so for a place at a school or college, and is it wanted?',
    ],
  },
  home: {
    name: 'Educated at home by choice',
    why: 'The parents educate their child at home, so no head teacher is invited and the council holds the review.',
    settings: ['EHE'],
    invite: [{ part: 'other', name: 'Elective home education adviser of the council' }],
    asks: [
      'Is the education suitable for age, ability, aptitude and special educational needs (Education Act 1996, section 7)?',
      'If it is not: what must the council arrange, and what would help the family?',
      'Does the family still want to educate at home, or would they like a school named?',
    ],
  },
  parents: {
    name: 'Other arrangements by the family',
    why: 'The family has made its own suitable arrangements (Children and Families Act 2014, section 42(5)), so the council holds the review.',
    settings: ['OPA'],
    invite: [{ part: 'setting', name: 'Whoever provides what the family arranged' }],
    asks: ['Are the arrangements still suitable?', 'Is there anything in section F that the council must now arrange?'],
  },
  not_in_education: {
    name: 'Not in education, employment or training',
    why: 'The young person attends nowhere, so the council holds the review and looks for the way back.',
    settings: ['NEET', 'NIEC', 'NIEO'],
    invite: [{ part: 'other', name: 'Participation adviser, for the way back into education or training' }],
    asks: [
      'Does the young person want to return to education or training, and to what: a course, a supported internship, an apprenticeship?',
      'What got in the way, and what support would make a return work?',
      'From 18, the plan may not end because they stopped attending until this review finds that they do not want to return, or that returning is not appropriate (regulation 30).',
    ],
  },
  under_five: {
    name: 'Under five and not at school',
    why: 'The child is not at a school, so the council holds the review. It may be lighter, every three to six months (code of practice, paragraph 9.178).',
    settings: ['EYP'],
    invite: [
      { part: 'setting', name: 'Early years provider or childminder, if the child goes to one' },
      { part: 'other', name: 'Health visitor or portage worker' },
    ],
    asks: [
      'Does the provision still fit a child who changes fast?',
      'Which school will the child go to, when, and what must be ready?',
    ],
  },
  no_place: {
    name: 'No place at a school or college',
    why: 'No place is on record, so the council holds the review.',
    settings: ['OTH', ''],
    invite: [{ part: 'other', name: 'Officer of the council who finds places' }],
    asks: [
      'Which place is being looked for, and by when?',
      'What is given until then, by whom and for how many hours?',
    ],
  },
} as const satisfies Record<string, Own>

export type OwnWay = keyof typeof ownWays

export const ownWayList = Object.keys(ownWays) as OwnWay[]

type Placed = { place: string | undefined; setting: string | null; birth_date: string }

/** The way of a child's review on a day; undefined where a school, college or provider holds it. */
export function ownWayOf({ place, setting, birth_date }: Placed, on: string): OwnWay | undefined {
  if (place !== undefined) return undefined
  const way = ownWayList.find(one => (ownWays[one].settings as readonly string[]).includes(setting ?? ''))
  return (way === undefined || way === 'no_place') && ageOn(birth_date, on) < 5 ? 'under_five' : (way ?? 'no_place')
}

const rules: Partial<Record<RunStep, string>> = {
  people: 'regulation 21(2)',
  invite: 'regulation 21(3)',
  advice: 'regulation 21(4)',
  circulate: 'regulation 21(4)',
  meeting: 'regulation 21(5)',
  report: 'regulation 21(7)',
  decision: 'regulation 21',
}

/** The rule of a step where the council holds the review. */
export const ownRule = (step: RunStep): string | undefined => rules[step]
