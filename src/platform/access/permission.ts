/** What a person may do, in words an administrator reads. Every page names one of these; the compiler sees to it. */
export const permissions = {
  'home.see': 'Sign in and see their own home page',
  'account.own': 'See and change their own account: password, API keys, where they are signed in',
  'children.see': 'See children and their records',
  'children.edit': 'Change children’s details, needs and placements, and join duplicate records',
  'plans.edit': 'Change outcomes, ladders, Preparing for Adulthood areas and provision lines',
  'goals.edit': 'Set annual goals',
  'reviews.record': 'Record annual reviews',
  'reviews.decide': 'Decide after annual reviews, and send what follows',
  'caseloads.manage': 'Give children to coordinators, and see the load and lateness of each',
  'reviews.correct': 'Correct ratings and positions, with a reason',
  'evidence.add': 'Add evidence files about a child, correct what is said of them, and remove them',
  'views.say': 'Say how it is going for their own child or themselves, and what is wrong in the record',
  'flags.answer': 'Answer what a family says is wrong in the record',
  'to_do.see': 'See what is still missing, by child and by provider',
  'providers.see': 'See providers',
  'pictures.see': 'See casework pictures of the children they may see',
  'pictures.published': 'See published pictures, with small numbers hidden',
  'questions.answer': 'Ask a provider about goals always or hardly ever met, and record its answer',
  'letters.see': 'Read letters and notices about the children they may see',
  'letters.send': 'Say when a letter went on paper',
  'messages.see': 'See what was sent to whom, and send it again',
  'settings.edit':
    'Change wording of letters, reminders and what the council says of itself, and see what goes on by itself',
  'imports.run': 'Bring in packages and SEN2 returns, and undo an import',
  'exports.run': 'Take everything out as an interchange package',
  'people.manage': 'Give people roles and close accounts',
  'audit.see': 'Read the audit trail',
} as const

export type Permission = keyof typeof permissions

/** What a page needs: a permission, or one of several. */
export type Needs = Permission | readonly Permission[]

type Scope = 'area' | 'placed' | 'own'

type RoleDefinition = { name: string; scope: Scope; may: readonly Permission[] }

/** What a coordinator may do, and a team lead too. */
const ofCoordinators = [
  'home.see',
  'account.own',
  'children.see',
  'children.edit',
  'plans.edit',
  'goals.edit',
  'reviews.record',
  'reviews.decide',
  'reviews.correct',
  'evidence.add',
  'flags.answer',
  'to_do.see',
  'providers.see',
  'pictures.see',
  'questions.answer',
  'pictures.published',
  'letters.see',
  'letters.send',
  'messages.see',
] as const satisfies readonly Permission[]

/** Roles of the design's table "who uses it"; scope says which children: the area's, those placed with them, or their own. */
export const roles = {
  coordinator: {
    name: 'EHC coordinator',
    scope: 'area',
    may: ofCoordinators,
  },
  team_lead: {
    name: 'EHC team lead',
    scope: 'area',
    may: [...ofCoordinators, 'caseloads.manage'],
  },
  senco: {
    name: 'SENCO or manager at a provider',
    scope: 'placed',
    may: [
      'home.see',
      'account.own',
      'children.see',
      'goals.edit',
      'reviews.record',
      'reviews.correct',
      'evidence.add',
      'to_do.see',
      'pictures.see',
      'questions.answer',
      'letters.see',
    ],
  },
  parent: {
    name: 'Parent or carer',
    scope: 'own',
    may: ['home.see', 'account.own', 'children.see', 'letters.see', 'views.say'],
  },
  young_person: {
    name: 'Young person',
    scope: 'own',
    may: ['home.see', 'account.own', 'children.see', 'letters.see', 'views.say'],
  },
  qa_officer: {
    name: 'Quality assurance officer',
    scope: 'area',
    may: [
      'home.see',
      'account.own',
      'children.see',
      'providers.see',
      'pictures.see',
      'questions.answer',
      'pictures.published',
    ],
  },
  commissioner: {
    name: 'Commissioner',
    scope: 'area',
    may: [
      'home.see',
      'account.own',
      'children.see',
      'providers.see',
      'pictures.see',
      'questions.answer',
      'pictures.published',
    ],
  },
  plan_auditor: { name: 'Plan auditor', scope: 'area', may: ['home.see', 'account.own', 'pictures.published'] },
  clinical_officer: {
    name: 'Designated clinical or social care officer',
    scope: 'area',
    may: [
      'home.see',
      'account.own',
      'children.see',
      'providers.see',
      'pictures.see',
      'pictures.published',
      'letters.see',
    ],
  },
  strategic_lead: {
    name: 'Strategic lead',
    scope: 'area',
    may: ['home.see', 'account.own', 'providers.see', 'pictures.published'],
  },
  inspection_lead: {
    name: 'Inspection lead',
    scope: 'area',
    may: [
      'home.see',
      'account.own',
      'children.see',
      'providers.see',
      'to_do.see',
      'pictures.see',
      'pictures.published',
    ],
  },
  inspector: { name: 'Inspector', scope: 'area', may: ['home.see', 'account.own', 'pictures.published'] },
  data_manager: {
    name: 'Data manager',
    scope: 'area',
    may: [
      'home.see',
      'account.own',
      'children.see',
      'children.edit',
      'plans.edit',
      'goals.edit',
      'reviews.correct',
      'flags.answer',
      'to_do.see',
      'providers.see',
      'pictures.see',
      'pictures.published',
      'imports.run',
      'exports.run',
      'letters.see',
      'messages.see',
    ],
  },
  information_governance: {
    name: 'Information governance lead',
    scope: 'area',
    may: [
      'home.see',
      'account.own',
      'children.see',
      'exports.run',
      'audit.see',
      'people.manage',
      'letters.see',
      'messages.see',
    ],
  },
  administrator: {
    name: 'Administrator',
    scope: 'area',
    may: ['home.see', 'account.own', 'people.manage', 'audit.see', 'messages.see', 'settings.edit'],
  },
} as const satisfies Record<string, RoleDefinition>

/** Somebody who opened a link: one review, one child, and nothing else of the service. */
export const familyLinkMay: readonly Permission[] = ['views.say']

export type Role = keyof typeof roles

export const isRole = (text: string): text is Role => Object.hasOwn(roles, text)
