/**
 * What inspectorates say, each in its own scale and for its own days. Scales stand beside one another and are never
 * turned into one another: a grade of one says nothing in the words of another.
 */
type Scale = {
  name: string
  about: string
  /** What is graded; one that is graded as a whole has one entry. */
  judged: readonly string[]
  grades: readonly string[]
  /** Inspections from this day, and to this one. */
  from?: string
  to?: string
}

const four = ['Outstanding', 'Good', 'Requires improvement', 'Inadequate']
const reportCard = ['Exceptional', 'Strong standard', 'Expected standard', 'Needs attention', 'Urgent improvement']

export const scales = {
  ofsted_overall: {
    name: 'Ofsted, with an overall judgement',
    about: 'State schools inspected before September 2024, and others until their own report cards',
    judged: [
      'Overall effectiveness',
      'Quality of education',
      'Behaviour and attitudes',
      'Personal development',
      'Leadership and management',
      'Early years',
      'Sixth form',
    ],
    grades: four,
    to: '2025-11-09',
  },
  ofsted_report_card: {
    name: 'Ofsted report card',
    about: 'Inspections from 10 November 2025: a grade for each area and none overall',
    judged: [
      'Inclusion',
      'Curriculum and teaching',
      'Achievement',
      'Attendance and behaviour',
      'Personal development and well-being',
      'Leadership and governance',
      'Early years',
      'Sixth form',
    ],
    grades: reportCard,
    from: '2025-11-10',
  },
  ofsted_safeguarding: {
    name: 'Ofsted on safeguarding',
    about: 'Said beside a report card',
    judged: ['Safeguarding'],
    grades: ['Met', 'Not met'],
    from: '2025-11-10',
  },
  independent_standards: {
    name: 'Independent school standards',
    about: 'The eight parts of the 2014 Regulations',
    judged: [
      'Quality of education',
      'Spiritual, moral, social and cultural development',
      'Welfare, health and safety',
      'Suitability of staff',
      'Premises',
      'Information',
      'Complaints',
      'Leadership',
    ],
    grades: ['Met', 'Not met'],
  },
  social_care: {
    name: 'Ofsted social care (boarding, residential, children’s homes)',
    about: 'The social care common inspection framework',
    judged: ['Overall experiences and progress', 'Help and protection', 'Leaders and managers'],
    grades: ['Outstanding', 'Good', 'Requires improvement to be good', 'Inadequate'],
  },
  cqc: {
    name: 'Care Quality Commission',
    about: 'Where care or treatment is regulated',
    judged: ['Overall', 'Safe', 'Effective', 'Caring', 'Responsive', 'Well-led'],
    grades: four,
  },
  online_accreditation: {
    name: 'Online education accreditation',
    about: 'The Department for Education’s scheme for online providers',
    judged: ['Accreditation'],
    grades: ['Accredited', 'Not accredited'],
  },
} as const satisfies Record<string, Scale>

export type ScaleName = keyof typeof scales

export const isScale = (text: string): text is ScaleName => Object.hasOwn(scales, text)

type Grade = { scale: ScaleName; judged: string; grade: string; inspected_on: string; published_on: string | null }

/** What cannot have been said: another scale's word, a thing it does not judge, or a day it was not in use. */
export function refuseGrade({ scale, judged, grade, inspected_on, published_on }: Grade, today: string) {
  const { from, to, ...of }: Scale = scales[scale]
  const refused: { field: string; message: string }[] = []
  if (!of.judged.includes(judged)) refused.push({ field: 'judged', message: `${of.name} does not judge that` })
  if (!of.grades.includes(grade))
    refused.push({ field: 'grade', message: `${of.name} says one of: ${of.grades.join(', ')}` })
  if (inspected_on > today)
    refused.push({ field: 'inspected_on', message: 'The inspection must be today or in the past' })
  else if ((from && inspected_on < from) || (to && inspected_on > to))
    refused.push({ field: 'inspected_on', message: `That scale was not in use then. ${of.about}` })
  if (published_on && (published_on < inspected_on || published_on > today))
    refused.push({ field: 'published_on', message: 'It was published after the inspection, and not after today' })
  return refused
}
