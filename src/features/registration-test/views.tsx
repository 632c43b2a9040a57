import { Body, DataTable, InsetText, Link, Tag } from '#govuk/index.ts'
import { type Sum, sumWords } from './rule.ts'

export const hoursPath = (child_id: number) => `/children/${child_id}/hours`

export const sawChild = (id: number) => ({ act: 'child.seen', subject: 'child', subject_id: id, child_id: id })

/** The law, where it is cited and no more said than it says. */
export const TheRule = ({ marker, own }: { marker: number; own: string | null }) => (
  <Body quiet>
    {`A place that gives full-time education to five or more pupils of compulsory school age, or to one who has an EHC plan or is looked after, is an independent school (Education Act 1996 section 463). To conduct one that is not registered is an offence (Education and Skills Act 2008 section 96). The law gives no hours: the Department for Education generally takes more than 18 hours a week in the day as full-time (Registration of independent schools, 2019). Here the question is asked from ${marker} hours${own ? `, because: ${own}` : ''}. Whether a place must register is for the Department to decide.`}
  </Body>
)

export const Sums = ({ sums, caption }: { sums: readonly Sum[]; caption: string }) => (
  <DataTable
    caption={caption}
    rows={sums}
    columns={[
      { title: 'Child', cell: sum => <Link href={hoursPath(sum.child_id)}>{sum.name}</Link> },
      {
        title: 'EHC plan or looked after',
        cell: sum =>
          [sum.has_plan && 'EHC plan', sum.looked_after && 'looked after'].filter(Boolean).join(', ') || 'Neither',
      },
      { title: 'Where', cell: sum => sum.parts.map(part => `${part.provider}: ${part.hours}`).join('; ') },
      { title: 'Sum', cell: sumWords, nowrap: true },
      {
        title: 'Reaches the marker',
        cell: sum => (sum.reaches ? <Tag colour="red">Yes</Tag> : <Tag colour="grey">No</Tag>),
      },
    ]}
  />
)

/** Said on the page of a place, or of a child, that the registration test asks about. */
export const RegistrationNotice = ({ asked, href }: { asked: boolean; href: string }) =>
  asked ? (
    <InsetText>
      <Link href={href}>Education here may have to be registered as a school: see the hours and the rule</Link>
    </InsetText>
  ) : null
