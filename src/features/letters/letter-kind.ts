import { always, type Placeholder } from './placeholder.ts'

type Kind = { name: string; law: string; also: readonly Placeholder[]; mustSay?: readonly Placeholder[] }

const meeting = ['meeting_on', 'meeting_time', 'meeting_place', 'setting_name'] as const
const decision = ['meeting_on', 'decision_on', 'decision_reasons', 'setting_name'] as const

/** What the law says must be in a notice: no council may take these out of its wording. */
const appeal = ['sendiass_name', 'sendiass_contact', 'mediation_name', 'mediation_contact'] as const

/** The letters there are: what each is for, the law it is sent under, and what it may be filled in with besides what all may. */
export const letterKinds = {
  review_invitation: {
    name: 'Invitation to a review meeting',
    law: 'SEND Regulations 2014, regulation 20(2) and (3)',
    also: [...meeting, 'advice_by', 'rights'],
    mustSay: ['meeting_on'],
  },
  advice_request: {
    name: 'Request for advice before a review',
    law: 'SEND Regulations 2014, regulation 20(4)',
    also: [...meeting, 'advice_by'],
    mustSay: ['meeting_on', 'advice_by'],
  },
  advice_circulation: {
    name: 'Advice sent round before a review',
    law: 'SEND Regulations 2014, regulation 20(4)',
    also: meeting,
    mustSay: ['meeting_on'],
  },
  decision_maintain: {
    name: 'Decision to keep the plan as it is',
    law: 'SEND Regulations 2014, regulation 20(10) and (11); Children and Families Act 2014, section 51(2)(e)',
    also: [...decision, 'next_review_by'],
    mustSay: ['decision_reasons', ...appeal],
  },
  decision_amend: {
    name: 'Decision to change the plan',
    law: 'SEND Regulations 2014, regulations 20(10) and 22',
    also: [...decision, 'changes'],
    mustSay: ['decision_reasons'],
  },
  decision_cease: {
    name: 'Decision to end the plan',
    law: 'Children and Families Act 2014, sections 45 and 51(2)(f); SEND Regulations 2014, regulations 20(10) and 31',
    also: decision,
    mustSay: ['decision_reasons', ...appeal],
  },
  amendment_notice: {
    name: 'Notice of changes to the plan',
    law: 'SEND Regulations 2014, regulation 22(2)',
    also: ['meeting_on', 'changes', 'representations_by', 'final_plan_by', 'setting_name'],
    mustSay: ['changes', 'representations_by'],
  },
  not_amending: {
    name: 'Notice that the plan will not be changed after all',
    law: 'SEND Regulations 2014, regulation 22(4); Children and Families Act 2014, section 51(2)(e)',
    also: ['meeting_on', 'decision_reasons', 'setting_name'],
    mustSay: ['decision_reasons', ...appeal],
  },
  final_plan: {
    name: 'Final amended plan',
    law: 'SEND Regulations 2014, regulation 22(3) and (5); Children and Families Act 2014, section 51(2)(c)',
    also: ['meeting_on', 'setting_name', 'next_review_by'],
    mustSay: appeal,
  },
  transfer_in: {
    name: 'Notice of a plan that has come to us',
    law: 'SEND Regulations 2014, regulation 15',
    also: ['from_area', 'transferred_on', 'next_review_by', 'setting_name'],
    mustSay: ['from_area', 'transferred_on'],
  },
  phase_transfer: {
    name: 'Notice of a review before a move of phase',
    law: 'SEND Regulations 2014, regulation 18',
    also: ['next_phase', 'meeting_on', 'setting_name', 'final_plan_by'],
    mustSay: ['final_plan_by'],
  },
} as const satisfies Record<string, Kind>

export type LetterKind = keyof typeof letterKinds

export const letterKindList = Object.keys(letterKinds) as LetterKind[]

export const isLetterKind = (text: string): text is LetterKind => Object.hasOwn(letterKinds, text)

export const mayUse = (kind: LetterKind): readonly Placeholder[] => [...always, ...letterKinds[kind].also]

export const mustSay = (kind: LetterKind): readonly Placeholder[] => letterKinds[kind].mustSay
