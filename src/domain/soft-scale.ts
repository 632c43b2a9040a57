/** Soft outcomes: ten scales in four families, five anchored rungs each. The words are ours, under the project's licence. */

export const softFamilies = {
  confidence_and_motivation: 'Confidence and motivation',
  feelings: 'Feelings',
  personal_skills: 'Personal skills',
  social_cohesion: 'Social cohesion',
} as const

export type SoftFamily = keyof typeof softFamilies

type Scale = { name: string; family: SoftFamily; rungs: readonly [string, string, string, string, string] }

export const softScales = {
  confidence: {
    name: 'Confidence',
    family: 'confidence_and_motivation',
    rungs: [
      'Holds back, even with someone trusted close by',
      'Tries something new when someone starts it together',
      'Tries new things with encouragement',
      'Has a go at most things alone',
      'Takes on new things and helps others to try',
    ],
  },
  motivation: {
    name: 'Motivation',
    family: 'confidence_and_motivation',
    rungs: [
      'Turns away from most activities',
      'Joins in for a short time when led',
      'Keeps going with reminders',
      'Starts and finishes most things without being asked',
      'Chooses goals and works towards them',
    ],
  },
  well_being: {
    name: 'Well-being',
    family: 'feelings',
    rungs: [
      'Unhappy or distressed for most of the day',
      'More hard days than good ones',
      'Good days and hard days in about equal number',
      'Settled and content on most days',
      'Happy, and soon well again when something goes wrong',
    ],
  },
  feeling_safe: {
    name: 'Feeling safe',
    family: 'feelings',
    rungs: [
      'Feels unsafe in most places or with most people',
      'Feels safe with one person or in one place only',
      'Feels safe in familiar places, uneasy elsewhere',
      'Feels safe in most places and knows who to turn to',
      'Feels safe, and can ask for help anywhere',
    ],
  },
  satisfaction: {
    name: 'Satisfaction with provision',
    family: 'feelings',
    rungs: [
      'The help does not fit and changes nothing',
      'A few parts help, most need to change',
      'About half of the help is right',
      'Most of the help is right, and wanted',
      'The help is right, and was shaped together',
    ],
  },
  problem_solving: {
    name: 'Problem solving',
    family: 'personal_skills',
    rungs: [
      'Stops when something goes wrong',
      'Waits for someone to put it right',
      'Tries one idea when prompted',
      'Tries more than one way before asking for help',
      'Works out a way, and can show or say why it worked',
    ],
  },
  time_management: {
    name: 'Time management',
    family: 'personal_skills',
    rungs: [
      'Needs someone to lead every change in the day',
      'Follows the day step by step with someone',
      'Follows the day with reminders',
      'Is ready and on time for most things',
      'Plans the day or week, and adjusts when plans change',
    ],
  },
  social_skills: {
    name: 'Social skills',
    family: 'personal_skills',
    rungs: [
      'Stays apart from others',
      'Is beside others without taking part',
      'Joins in when someone helps',
      'Gets on with others most of the time',
      'Makes and keeps friends, and mends a quarrel',
    ],
  },
  belonging: {
    name: 'Belonging and place',
    family: 'social_cohesion',
    rungs: [
      'Feels left out in most places',
      'Feels part of one group or place only',
      'Feels part of some things',
      'Feels known and welcome in most places',
      'Belongs, and helps others to feel welcome',
    ],
  },
  purpose: {
    name: 'Purpose',
    family: 'social_cohesion',
    rungs: [
      'Finds little to look forward to',
      'Has one thing to look forward to',
      'Knows some things worth working for',
      'Knows what comes next, and why it matters',
      'Has a direction of their own and is moving along it',
    ],
  },
} as const satisfies Record<string, Scale>

export type SoftScale = keyof typeof softScales

export const isSoftScale = (code: string): code is SoftScale => Object.hasOwn(softScales, code)

/** Asked separately and never averaged: where they differ is a finding. */
export const respondents = {
  young_person: 'Child or young person',
  parent: 'Parent or carer',
  provider: 'Provider',
} as const

export type Respondent = keyof typeof respondents

export const isRespondent = (code: string): code is Respondent => Object.hasOwn(respondents, code)

export const softMethods = {
  said: 'Said',
  written: 'Written',
  symbols: 'With symbols or pictures',
  signed: 'Signed',
  observed: 'Observed',
  advocate: 'Through an advocate',
} as const

export type SoftMethod = keyof typeof softMethods

export const isSoftMethod = (code: string): code is SoftMethod => Object.hasOwn(softMethods, code)

export const softNotGivenReasons = {
  declined: 'Declined to answer',
  no_reply: 'Did not reply',
  could_not_be_asked: 'Could not be asked',
  no_evidence: 'No evidence to answer by',
} as const

export type SoftNotGivenReason = keyof typeof softNotGivenReasons

export const isSoftNotGivenReason = (code: string): code is SoftNotGivenReason =>
  Object.hasOwn(softNotGivenReasons, code)
