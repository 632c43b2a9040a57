import { dateInWords, isDate } from '#domain/date.ts'
import { amount } from '#features/plans/index.ts'
import { ProviderNav, providerCrumbs, visibleProvider } from '#features/providers/index.ts'
import { inWords, thresholdSchema } from '#features/standards/index.ts'
import {
  Body,
  Button,
  DataTable,
  EmptyState,
  Heading,
  Input,
  InsetText,
  Lead,
  Link,
  List,
  Name,
  Tag,
} from '#govuk/index.ts'
import { asked } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { type Baseline, type BaselineLine, baselineOf } from '../baseline-queries.ts'
import { breachWords, targetWords } from '../expectation.ts'
import { agreementPath } from '../views.tsx'

/** What a provider is held to on a day: all of it, on one page that can be printed. */
export const baseline = page({
  path: '/providers/:provider_id/baseline',
  needs: 'agreements.see',
  load: async ({ tx, actor, params, query }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    if (!provider) return undefined
    const typed = asked(query, 'on')
    const on = isDate(typed) ? typed : actor.today
    return { provider, typed, baseline: await baselineOf(tx, actor, provider.id, on) }
  },
  title: ({ provider, baseline: { on } }) => `What ${provider.name} is held to on ${dateInWords(on)}`,
  crumbs: ({ provider }, { actor }) => providerCrumbs(actor, provider),
  view: ({ provider, typed, baseline: { on, standards, expectations, lines } }, _, ask) => (
    <>
      <Heading level={1} caption={provider.name}>{`Baseline on ${dateInWords(on)}`}</Heading>
      <ProviderNav provider_id={provider.id} ask={ask} />
      <Lead>{sentence(standards.length, expectations.length, lines?.length)}</Lead>
      <form method="get" action={`/providers/${provider.id}/baseline`}>
        <Input
          name="on"
          type="date"
          label="As it was on"
          width={10}
          value={on}
          error={typed && !isDate(typed) ? 'Enter a day, like 2026-09-01' : undefined}
        />
        <Button variant="secondary">Show</Button>
      </form>
      <Heading level={2} id="standards">
        Standards
      </Heading>
      <Standards standards={standards} />
      <Heading level={2} id="expectations">
        Expectations in agreements
      </Heading>
      <DataTable
        caption="Expectations"
        captionHidden
        rows={expectations}
        columns={[
          {
            title: 'Promise',
            cell: one => (
              <>
                {`E${one.line}: ${one.promise}`}
                <Reference to={one.reference} />
              </>
            ),
          },
          {
            title: 'Held against',
            cell: one => (
              <List
                items={[
                  `${one.measure}: ${targetWords(one)}`,
                  breachWords(one),
                  `${one.council_owner}; ${one.provider_owner}`,
                  ...(one.standard ? [`Standard: ${one.standard}`] : []),
                ]}
              />
            ),
          },
          {
            title: 'Agreement',
            cell: one => (
              <>
                <Link href={`${agreementPath(one.agreement_id)}?version=${one.version}`}>{one.title}</Link>
                {`, version ${one.version}`}
                {one.child && (
                  <>
                    , for <Name full={one.child} />
                  </>
                )}
              </>
            ),
          },
        ]}
        empty={<EmptyState title="No agreement in force promised anything on that day" />}
      />
      {lines && (
        <>
          <Heading level={2} id="plans">
            What plans say is given here
          </Heading>
          <Lines lines={lines} />
        </>
      )}
      <InsetText>
        Each line has a reference that stays: what was returned, seen at a visit or judged later names the reference it
        tested, as it stood on its day. Plan lines are as they stood then, or as first recorded where that was later.
      </InsetText>
    </>
  ),
})

const count = (n: number, one: string, many: string) => `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`

const sentence = (standards: number, promises: number, lines: number | undefined) =>
  [
    count(standards, 'standard', 'standards'),
    count(promises, 'expectation', 'expectations'),
    ...(lines === undefined ? [] : [count(lines, 'line of plans', 'lines of plans')]),
  ]
    .join(', ')
    .concat(' in force.')

const Standards = ({ standards }: Pick<Baseline, 'standards'>) => {
  const frameworks = [...new Map(standards.map(one => [one.framework_id, one])).values()]
  if (frameworks.length === 0) return <EmptyState title="No standards applied to this provider on that day" />
  return (
    <>
      {frameworks.map(({ framework_id, framework, version }) => (
        <DataTable
          caption={`${framework}, version ${version}`}
          rows={standards.filter(one => one.framework_id === framework_id)}
          columns={[
            {
              title: 'What is expected',
              cell: one => (
                <>
                  {`${one.code}: ${one.words}`} {one.is_gate && <Tag colour="red">Must be met</Tag>}
                  <Reference to={one.reference} />
                </>
              ),
            },
            { title: 'Met when', cell: one => inWords(thresholdSchema.parse(one.threshold)) },
          ]}
        />
      ))}
    </>
  )
}

const Lines = ({ lines }: { lines: readonly BaselineLine[] }) => (
  <DataTable
    caption="Lines of plans"
    captionHidden
    rows={lines}
    columns={[
      {
        title: 'What is given',
        cell: one => (
          <>
            {[`${one.section}: ${one.text.replace(/\.$/, '')}`, amount(one), one.ratio].filter(Boolean).join(', ')}
            <Reference to={one.reference} />
          </>
        ),
      },
      {
        title: 'To whom',
        cell: one => (
          <Link href={`/children/${one.child_id}`}>
            <Name full={one.child} />
          </Link>
        ),
      },
      { title: 'In which agreement', cell: one => one.agreed_in ?? <Tag colour="orange">In none</Tag> },
    ]}
    empty={<Body>No plan in force that day says that anything is given here.</Body>}
  />
)

const Reference = ({ to }: { to: string }) => (
  <Body size="s" quiet>
    {to}
  </Body>
)
