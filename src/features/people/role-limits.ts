import type { Role } from '#platform/access/permission.ts'

/** What a role is limited to: a provider's people to institutions, a family to children; the rest see the whole area. */
export type Limit = 'institutions' | 'children' | 'none'

export const limitOf = (role: string): Limit =>
  role === 'senco' || role === 'provider_manager'
    ? 'institutions'
    : role === 'parent' || role === 'young_person'
      ? 'children'
      : 'none'

/** In the order an administrator looks for them. */
export const rolesToGive = [
  'coordinator',
  'team_lead',
  'senco',
  'provider_manager',
  'parent',
  'young_person',
  'qa_officer',
  'commissioner',
  'evaluator',
  'plan_auditor',
  'clinical_officer',
  'strategic_lead',
  'inspection_lead',
  'inspector',
  'data_manager',
  'information_governance',
  'administrator',
] as const satisfies readonly Role[]

/** One line on what each is for, beside its name. */
export const roleWords = {
  coordinator: 'Sees and changes every child’s record, and decides reviews',
  team_lead: 'Does what a coordinator does, and gives children to coordinators',
  senco: 'Records ratings for the children placed with them. You choose the institutions next',
  provider_manager:
    'Keeps a provider’s offer and documents, bids and signs. No child’s record. You choose the institutions next',
  parent: 'Sees their own children. You choose the children next',
  young_person: 'Sees their own record. You choose it next',
  qa_officer: 'Judges providers against standards. Sees every child’s record and the pictures',
  commissioner: 'Runs tenders, holds agreements, judges providers. Sees every child’s record and the pictures',
  evaluator: 'Scores the bids they are named for. No child’s record',
  plan_auditor: 'Sees published pictures only, for now',
  clinical_officer: 'Sees every child’s record and the pictures',
  strategic_lead: 'Sees providers and published pictures. No child’s name',
  inspection_lead: 'Sees every child’s record, what is missing, and the pictures',
  inspector: 'Sees published pictures only. Set a last day',
  data_manager: 'Brings in returns, mends records, takes everything out',
  information_governance: 'Sees records, reads the audit trail, manages people',
  administrator: 'Manages people and reads the audit trail. No child’s record',
} satisfies Record<Role, string>

/** Nobody gives themselves a role, takes one away from themselves or closes their own account: a second person does. */
export const refuseOwn = (actor: { person_id: number | null }, person_id: number) =>
  actor.person_id === person_id
    ? 'Somebody else who manages people must change your own roles. Your password and keys are in your account'
    : undefined
