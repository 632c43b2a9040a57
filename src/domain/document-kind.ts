/**
 * What providers show: the kinds of document, how many months after its date a council usually asks for a new one (null:
 * only its own end counts), and whether it usually names members of staff. A council may ask more or less often.
 * Where the law sets no end (a DBS certificate has none) the months are a local habit and are changed as such.
 */
export const documentKinds = {
  policy_safeguarding: { name: 'Safeguarding and child protection policy', group: 'policy', months: 12 },
  policy_recruitment: { name: 'Safer recruitment policy', group: 'policy', months: 12 },
  policy_behaviour: { name: 'Behaviour and restraint policy', group: 'policy', months: 12 },
  policy_health_safety: { name: 'Health and safety policy', group: 'policy', months: 12 },
  policy_admissions: { name: 'Admissions policy', group: 'policy', months: 12 },
  policy_attendance: { name: 'Attendance policy', group: 'policy', months: 12 },
  policy_complaints: { name: 'Complaints policy', group: 'policy', months: 12 },
  policy_data_protection: { name: 'Data protection policy', group: 'policy', months: 12 },
  policy_equality: { name: 'Equality policy', group: 'policy', months: 12 },
  policy_medication: { name: 'Medicines policy', group: 'policy', months: 12 },
  policy_curriculum: { name: 'Curriculum and assessment policy', group: 'policy', months: 12 },
  insurance_public: { name: 'Public liability insurance', group: 'insurance', months: null },
  insurance_employers: { name: 'Employers’ liability insurance', group: 'insurance', months: null },
  registration_education: { name: 'Registration as a school or college', group: 'registration', months: null },
  registration_care: { name: 'Registration with Ofsted or CQC for care', group: 'registration', months: null },
  registration_data: { name: 'Registration with the Information Commissioner', group: 'registration', months: 12 },
  accreditation: { name: 'Accreditation or quality mark', group: 'registration', months: null },
  inspection_report: { name: 'Inspection report', group: 'registration', months: null },
  dbs_statement: { name: 'Statement of DBS checks', group: 'staff', months: 36 },
  single_central_record: { name: 'Statement of the single central record', group: 'staff', months: 12 },
  qualifications: { name: 'Staff qualifications', group: 'staff', months: 12 },
  training_safeguarding: { name: 'Safeguarding training of staff', group: 'staff', months: 12 },
  training_lead: { name: 'Training of the designated safeguarding lead', group: 'staff', months: 24 },
  training_restraint: { name: 'Training in physical intervention', group: 'staff', months: 12 },
  first_aid: { name: 'First aid certificates', group: 'staff', months: 36 },
  supervision: { name: 'Record of staff supervision', group: 'staff', months: 12 },
  risk_assessment: { name: 'Risk assessments of sites and activities', group: 'safety', months: 12 },
  fire_risk: { name: 'Fire risk assessment', group: 'safety', months: 12 },
  gas_safety: { name: 'Gas safety record', group: 'safety', months: 12 },
  electrical_safety: { name: 'Electrical installation report', group: 'safety', months: 60 },
  lifting_equipment: { name: 'Examination of lifting equipment', group: 'safety', months: 6 },
  curriculum: { name: 'Curriculum and learning plans', group: 'practice', months: 12 },
  progress_data: { name: 'Progress and attendance figures', group: 'practice', months: 6 },
  voice: { name: 'What children and families say', group: 'practice', months: 12 },
  other: { name: 'Another document', group: 'practice', months: 12 },
} as const satisfies Record<string, { name: string; group: string; months: number | null }>

export type DocumentKind = keyof typeof documentKinds

export const documentGroups = {
  policy: 'Policies',
  insurance: 'Insurance',
  registration: 'Registration and inspection',
  staff: 'Staff',
  safety: 'Safety',
  practice: 'Practice',
} as const

export const isDocumentKind = (text: string): text is DocumentKind => Object.hasOwn(documentKinds, text)

/** Its name on screen; a kind that is no longer known keeps its code. */
export const documentName = (kind: string): string => (isDocumentKind(kind) ? documentKinds[kind].name : kind)

/** Usually names members of staff: then only those who may see what is said of them open it. */
export const namesStaff = (kind: DocumentKind): boolean => documentKinds[kind].group === 'staff'
