import { academicYearName } from '#domain/academic-year.ts'
import { dateInWords } from '#domain/date.ts'
import { needs } from '#domain/need.ts'
import { termName, terms } from '#domain/term.ts'
import { amount, sections } from '#features/plans/index.ts'
import { ProviderNav, providerCrumbs, visibleProvider } from '#features/providers/index.ts'
import {
  Body,
  Button,
  DataTable,
  Details,
  Downloads,
  EmptyState,
  FigureNote,
  FilterBar,
  Heading,
  Lead,
  Link,
  Name,
  Paging,
  StatTile,
  StatTiles,
  Switch,
} from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import { addressOf, asked, askedPage } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { dayOf, needWords, type ProviderAnswer, providerAnswer, type ShownLine } from '../provider-answer.ts'
import type { ShownSum } from '../published.ts'
import {
  asAsked,
  type By,
  byWords,
  type Question,
  questionOf,
  type Reported,
  reportedWords,
  sectionCodes,
  yearsBack,
} from '../question.ts'
import { hoursWords, percentOf, periodName, reportWords } from '../views.tsx'

const size = 25

/** Promised, given and what moved, for everyone placed with a provider. */
export const providerProvision = page({
  path: '/providers/:provider_id/provision',
  needs: ['providers.see', 'providers.mine'],
  load: async ({ tx, actor, params, query }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    if (!provider) return undefined
    const question = questionOf(name => asked(query, name), actor.today, askedPage(query))
    return { provider, question, answer: await providerAnswer(tx, actor, provider.id, question) }
  },
  title: ({ provider }) => `Provision promised and given at ${provider.name}`,
  crumbs: ({ provider }, { actor }) => providerCrumbs(actor, provider),
  view: ({ provider, question, answer }, _, ask) => {
    const { actor } = ask
    const path = `/providers/${provider.id}/provision`
    const to = (change: Partial<Record<string, string | number | null | undefined>> = {}) =>
      addressOf(path, { ...asAsked(question, actor.today), ...change })
    return (
      <>
        <Heading level={1} caption={provider.name}>
          Provision promised and given
        </Heading>
        <Lead>{sentence(answer, question)}</Lead>
        <ProviderNav provider_id={provider.id} ask={ask} />
        {may(actor, 'reviews.record') && (
          <Button href={`/providers/${provider.id}/delivery`}>Report what was given this term</Button>
        )}
        <Filters question={question} actor={actor} path={path} casework={answer.lines !== undefined} />
        <Tiles answer={answer} to={answer.lines ? to : undefined} />
        <Heading level={2}>Added up</Heading>
        <Switch
          label="Added up by"
          items={(Object.keys(byWords) as By[]).map(by => ({
            text: `By ${byWords[by].toLowerCase()}`,
            href: to({ by: by === 'section' ? undefined : by }),
            current: by === question.by,
          }))}
        />
        <Sums answer={answer} by={question.by} />
        <FigureNote
          n="Hours in a week of school: 38 weeks in three terms"
          coverage={coverage(answer.whole)}
          knownOn={dateInWords(actor.today)}
          hidden={
            answer.lines ? undefined : 'c stands for figures of one to five children, and what would give them away'
          }
        />
        {answer.lines && (
          <>
            <Heading level={2} id="lines">
              Line by line
            </Heading>
            <Lines lines={answer.lines} question={question} />
            <Paging
              page={question.page}
              total={answer.lines.length}
              what={answer.lines.length === 1 ? 'line' : 'lines'}
              href={at => `${to({ page: at })}#lines`}
            />
          </>
        )}
        <Downloads
          print
          items={(['csv', 'xlsx'] as const).map(kind => ({
            href: to().replace(path, `${path}.${kind}`),
            text: kind === 'csv' ? 'CSV' : 'Excel',
          }))}
        />
        <Details summary="What this counts">
          <Body>
            Lines of sections F, G and H in plans in force on {dateInWords(dayOf(question, actor.today))}, of the
            children placed here that day. What was given comes from the reports of reviews and from reports by term; of
            several in one term the last one counts, and of several terms the mean. “All of it” without hours stands for
            the hours promised, “none of it” for no hours; “part of it” without hours counts as reported, and in no
            share. Rungs moved are those moved while the child was here.
          </Body>
        </Details>
      </>
    )
  },
})

function sentence({ whole }: ProviderAnswer, { year, term }: Question) {
  const when = periodName(year, term)
  if (whole.lines === 0) return 'No plan in force then promises any provision to a child placed here.'
  if (whole.lines === 'c') return 'Too few children are placed here for figures that may be shown to everyone.'
  const lines = `${whole.lines.toLocaleString('en-GB')} ${whole.lines === 1 ? 'line' : 'lines'} of provision ${whole.lines === 1 ? 'is' : 'are'} promised to ${whole.children.toLocaleString('en-GB')} ${whole.children === 1 ? 'child' : 'children'}`
  const share = shareWords(whole)
  return `${lines}. ${share && share !== 'c' ? `In ${when}, ${share} of the hours promised were given, where that was reported.` : `What was given in ${when} is not told yet.`}`
}

function shareWords({ given, promisedOfKnown }: ShownSum): string | undefined {
  if (given === 'c' || promisedOfKnown === 'c') return 'c'
  return promisedOfKnown === 0 ? undefined : percentOf(given / promisedOfKnown)
}

const coverage = ({ reported, lines }: ShownSum) =>
  reported === 'c' || lines === 'c'
    ? 'hidden'
    : `${reported.toLocaleString('en-GB')} of ${lines.toLocaleString('en-GB')} lines reported on`

const figure = (value: number | 'c', digits = 0) =>
  value === 'c' ? 'c' : value.toLocaleString('en-GB', { maximumFractionDigits: digits })

const Tiles = ({
  answer: { whole, never },
  to,
}: {
  answer: ProviderAnswer
  to: ((change: Record<string, string | undefined>) => string) | undefined
}) => (
  <StatTiles>
    <StatTile figure={figure(whole.promised, 1)} words="hours promised in a week of school" />
    <StatTile figure={shareWords(whole) ?? 'Not known'} words="of them given, where hours were reported" />
    <StatTile
      figure={whole.lines === 'c' || whole.reported === 'c' ? 'c' : figure(whole.lines - whole.reported)}
      words="lines not reported on in this time"
      href={to && `${to({ reported: 'missing' })}#lines`}
    />
    <StatTile
      figure={figure(never)}
      words="lines never reported on"
      href={to && `${to({ reported: 'never' })}#lines`}
      tone={never === 0 || never === 'c' ? undefined : 'soon'}
    />
  </StatTiles>
)

const keyWords = (key: string, by: By) => {
  switch (by) {
    case 'section':
      return sections[key as keyof typeof sections] ?? key
    case 'need':
      return needWords(key)
    case 'delivered_by':
      return key || 'Not said'
  }
}

const Sums = ({ answer: { rows, whole }, by }: { answer: ProviderAnswer; by: By }) => (
  <DataTable
    caption={`Promised and given by ${byWords[by].toLowerCase()}`}
    captionHidden
    rows={rows}
    totals
    columns={[
      { title: byWords[by], cell: row => keyWords(row.key, by), total: 'All' },
      { title: 'Lines', numeric: true, cell: row => figure(row.lines), total: figure(whole.lines) },
      { title: 'Children', numeric: true, cell: row => figure(row.children), total: figure(whole.children) },
      {
        title: 'Hours promised',
        numeric: true,
        cell: row => figure(row.promised, 1),
        total: figure(whole.promised, 1),
      },
      { title: 'Lines reported on', numeric: true, cell: row => figure(row.reported), total: figure(whole.reported) },
      { title: 'Hours given', numeric: true, cell: row => figure(row.given, 1), total: figure(whole.given, 1) },
      {
        title: 'Of hours promised',
        numeric: true,
        cell: row => shareWords(row) ?? 'Not known',
        total: shareWords(whole) ?? 'Not known',
      },
    ]}
    empty={<EmptyState title="No line of provision was in force then" />}
  />
)

const Lines = ({ lines, question }: { lines: readonly ShownLine[]; question: Question }) => (
  <DataTable
    small
    caption={`Sorted by child. Shown: ${reportedWords[question.reported]}`}
    rows={lines.slice((question.page - 1) * size, question.page * size)}
    columns={[
      {
        title: 'Child',
        cell: line => (
          <Link href={`/children/${line.child_id}#provision`}>
            <Name full={`${line.forename} ${line.surname}`} />
          </Link>
        ),
      },
      {
        title: 'What the plan says',
        cell: line => (
          <>
            <Link href={`/children/${line.child_id}#provision-${line.id}`}>{line.text}</Link>
            <br />
            <span class="waymark-quiet">
              {[sections[line.section as keyof typeof sections]?.split(':')[0], line.delivered_by, needWords(line.need)]
                .filter(Boolean)
                .join(', ')}
            </span>
          </>
        ),
      },
      { title: 'Promised', cell: line => amount(line) ?? 'No hours said' },
      { title: 'Given', cell: line => <Given line={line} /> },
      {
        title: 'Share',
        numeric: true,
        cell: ({ delivered: { share } }) => (share === null ? 'Not known' : percentOf(share)),
      },
      {
        title: 'Rungs moved here',
        cell: ({ moved }) => moved.map(({ by }) => signed(by)).join(', ') || 'Not known yet',
      },
    ]}
    empty={
      <EmptyState title="No line fits what you asked for">
        <Body>Change what is shown, above.</Body>
      </EmptyState>
    }
  />
)

const signed = (by: number) => `${by > 0 ? '+' : ''}${by}`

const Given = ({ line: { delivered, reports, per } }: { line: ShownLine }) => {
  const { last, hours, terms: many } = delivered
  if (!last) {
    const [before] = reports
    return before ? (
      <>
        Not in this time
        <br />
        <span class="waymark-quiet">
          {reportWords(before)} in the {termName({ year: before.year, term: before.term as 1 | 2 | 3 })}
        </span>
      </>
    ) : (
      <>Never reported on</>
    )
  }
  return (
    <>
      {many > 1 && hours !== null
        ? `${hoursWords(hours)}${per ? ` a ${per}` : ''}, mean of ${many} terms`
        : reportWords(last)}
      <br />
      <span class="waymark-quiet">
        {last.review_id ? (
          <Link href={`/reviews/${last.review_id}`}>Review of {dateInWords(last.on)}</Link>
        ) : (
          `Last: ${terms[last.term as 1 | 2 | 3]}`
        )}
        {last.note && `: “${last.note}”`}
      </span>
    </>
  )
}

const Filters = ({
  question,
  actor,
  path,
  casework,
}: {
  question: Question
  actor: Actor
  path: string
  casework: boolean
}) => {
  const now = asAsked(question, actor.today)
  const narrowed = Object.entries(now).some(([name, value]) => name !== 'by' && value)
  return (
    <FilterBar
      action={path}
      keep={{ by: now.by }}
      clear={narrowed ? addressOf(path, { by: now.by }) : undefined}
      filters={[
        {
          kind: 'one',
          name: 'year',
          label: 'Academic year',
          value: academicYearName(question.year),
          said: academicYearName(question.year),
          options: yearsBack(actor.today).map(year => ({
            value: academicYearName(year),
            text: academicYearName(year),
          })),
        },
        {
          kind: 'one',
          name: 'term',
          label: 'Term',
          value: String(question.term ?? ''),
          said: question.term === null ? 'the whole year' : terms[question.term],
          options: [
            { value: '', text: 'The whole year' },
            ...Object.entries(terms).map(([value, text]) => ({
              value,
              text: text.charAt(0).toUpperCase() + text.slice(1),
            })),
          ],
        },
        ...(casework
          ? [
              {
                kind: 'one' as const,
                name: 'section',
                label: 'Section',
                value: question.section ?? '',
                said: question.section ?? 'any',
                options: [
                  { value: '', text: 'Any section' },
                  ...sectionCodes.map(code => ({ value: code, text: sections[code] })),
                ],
              },
              {
                kind: 'one' as const,
                name: 'need',
                label: 'Primary need',
                value: question.need ?? '',
                said: question.need === null ? 'any' : needWords(question.need),
                options: [
                  { value: '', text: 'Any need' },
                  ...Object.entries(needs).map(([value, { name }]) => ({ value, text: name })),
                ],
              },
              {
                kind: 'one' as const,
                name: 'reported',
                label: 'Lines',
                value: question.reported,
                said: reportedWords[question.reported],
                options: (Object.keys(reportedWords) as Reported[]).map(value => ({
                  value,
                  text: reportedWords[value].charAt(0).toUpperCase() + reportedWords[value].slice(1),
                })),
              },
            ]
          : []),
      ]}
    />
  )
}
