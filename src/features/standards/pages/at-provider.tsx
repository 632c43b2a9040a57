import { dateInWords } from '#domain/date.ts'
import { visibleProvider } from '#features/providers/index.ts'
import { Body, DataTable, EmptyState, Heading, InsetText, Lead, Link, List, Tag } from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { page } from '#platform/http/page.tsx'
import { ProviderNav } from '#platform/http/provider-nav.tsx'
import { type FrameworkAtProvider, gradesOf, type StandardAtProvider, standardsAt } from '../provider-queries.ts'
import { isScale, type ScaleName, scales } from '../scales.ts'
import { type Overall, outcomes } from '../threshold.ts'
import { GateTag, thresholdInWords, VerdictTag } from '../views.tsx'
import { providerCrumbs } from './crumbs.ts'

export const atProvider = page({
  path: '/providers/:provider_id/standards',
  needs: 'standards.see',
  load: async ({ tx, actor, params }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    if (!provider) return undefined
    const frameworks = await standardsAt(tx, actor, provider.id)
    return { provider, frameworks, grades: await gradesOf(tx, actor, provider.id) }
  },
  title: ({ provider }) => `Standards: ${provider.name}`,
  crumbs: ({ provider }, { actor }) => providerCrumbs(actor, provider),
  view: ({ provider, frameworks, grades }, _, ask) => {
    const { actor } = ask
    const path = `/providers/${provider.id}`
    return (
      <>
        <Heading level={1} caption={provider.name}>
          Standards
        </Heading>
        <ProviderNav provider_id={provider.id} ask={ask} />
        {frameworks.length === 0 && (
          <EmptyState title="No framework in force is for this provider">
            <Body>
              Frameworks are for kinds of provider, or given to one provider by name.{' '}
              <Link href="/standards">See the frameworks</Link>
            </Body>
          </EmptyState>
        )}
        {frameworks.map(framework => (
          <OneFramework framework={framework} path={path} />
        ))}
        {may(actor, 'standards.judge') && (
          <Body>
            <Link href={`${path}/standards/frameworks`}>Give a framework to this provider, or take one away</Link>
          </Body>
        )}
        <Heading level={2}>What inspectorates said</Heading>
        <Grades grades={grades} />
        {may(actor, 'standards.judge') && (
          <Body>
            <Link href={`${path}/standards/inspections/new`}>Add what an inspectorate said</Link>
          </Body>
        )}
      </>
    )
  },
})

const share = ({ share: of, counts }: Overall) =>
  of === null
    ? 'No share is worked out while a gate is open: nothing makes up for it.'
    : of.of === 0
      ? ''
      : `Of the weights that were shown and apply, ${of.met.toLocaleString('en-GB')} of ${of.of.toLocaleString('en-GB')} are met${counts.partly > 0 ? ', partly met counting half' : ''}.`

const OneFramework = ({ framework, path }: { framework: FrameworkAtProvider; path: string }) => {
  const { overall: found, standards } = framework
  const gates = standards.filter(({ is_gate }) => is_gate)
  const rest = standards.filter(({ is_gate }) => !is_gate)
  const again = standards.filter(({ standing }) => standing.judgeAgain)
  return (
    <>
      <Heading level={2}>
        <Link href={`/standards/${framework.framework_id}`}>{framework.name}</Link>
      </Heading>
      <Lead>{outcomes[found.outcome]}</Lead>
      <Body>
        {found.why}. {share(found)}
      </Body>
      <Body quiet>
        Version {framework.number}, in force from {dateInWords(framework.from_on)}. {found.counts.met} met,{' '}
        {found.counts.partly} partly, {found.counts.not_yet} not yet, {found.counts.not_applicable} not applicable,{' '}
        {found.counts.not_shown} not shown.
      </Body>
      {again.length > 0 && (
        <InsetText>
          To be judged again, because what is asked has changed since:
          <List
            bullet
            items={again.map(one => (
              <Link href={`${path}/standards/${one.id}`}>
                {one.code} {one.words}
              </Link>
            ))}
          />
        </InsetText>
      )}
      {gates.length > 0 && <Standards caption="Gates: each must be met" standards={gates} path={path} />}
      {rest.length > 0 && <Standards caption="Other standards" standards={rest} path={path} />}
    </>
  )
}

const Standards = ({
  caption,
  standards,
  path,
}: {
  caption: string
  standards: StandardAtProvider[]
  path: string
}) => (
  <DataTable
    caption={caption}
    rows={standards}
    columns={[
      { title: 'Number', cell: one => one.code, nowrap: true },
      {
        title: 'Standard',
        header: true,
        cell: one => (
          <>
            {one.is_gate && <GateTag />} <Link href={`${path}/standards/${one.id}`}>{one.words}</Link>
          </>
        ),
      },
      { title: 'Threshold', cell: one => thresholdInWords(one) },
      {
        title: 'Judgement',
        cell: one => (
          <>
            <VerdictTag verdict={one.standing.verdict} />{' '}
            {one.standing.carried && <Tag colour="grey">Carried forward</Tag>}
          </>
        ),
      },
      { title: 'Why', cell: one => <WhyOf standard={one} /> },
    ]}
  />
)

const WhyOf = ({ standard: { standing, last } }: { standard: StandardAtProvider }) => (
  <>
    {standing.why}
    {last && `. ${last.reason}`}
    {last?.by && ` (${last.by})`}
    {last && last.documents > 0 && `. ${last.documents} ${last.documents === 1 ? 'document' : 'documents'}`}
    {last && last.replies > 0 && '. The provider has replied'}
  </>
)

type Grade = Awaited<ReturnType<typeof gradesOf>>[number]

/** Each scale by itself and in its own words: they are never turned into one another. */
const Grades = ({ grades }: { grades: Grade[] }) => {
  const used = (Object.keys(scales) as ScaleName[]).filter(scale => grades.some(grade => grade.scale === scale))
  const others = grades.filter(({ scale }) => !isScale(scale))
  if (grades.length === 0) return <EmptyState title="Nothing has been recorded from an inspectorate" />
  return (
    <>
      <Body quiet>Latest first. Scales stand side by side; none is turned into another.</Body>
      {used.map(scale => (
        <DataTable
          caption={scales[scale].name}
          rows={grades.filter(grade => grade.scale === scale)}
          columns={gradeColumns}
        />
      ))}
      {others.length > 0 && <DataTable caption="Other" rows={others} columns={gradeColumns} />}
    </>
  )
}

const gradeColumns = [
  { title: 'What', cell: (grade: Grade) => grade.judged },
  { title: 'Said', cell: (grade: Grade) => grade.grade },
  { title: 'Inspected on', cell: (grade: Grade) => dateInWords(grade.inspected_on), nowrap: true },
  { title: 'Source', cell: (grade: Grade) => grade.source ?? 'Not said' },
]
