import { asNextStep, type Day, groups, type loads } from '#features/caseloads/index.ts'
import { Body, Heading, Link, type NextStep, NextSteps, StatTile, StatTiles } from '#govuk/index.ts'
import { many } from './words.ts'

/** What must be decided, with the days left; what is at risk; whom to chase; then the pulse of the caseload. */
export const CoordinatorDay = ({ day, today }: { day: Day; today: string }) => {
  const { counts, in_time } = day
  const decide = counts.decide ?? 0
  const linesOf = (group: 'decide' | 'soon' | 'chase') =>
    day.lines.filter(({ grouped }) => grouped === group).map(line => asNextStep(line, group === 'decide', today))
  return (
    <>
      <Heading level={2}>Decide</Heading>
      <Body>
        {decide === 0
          ? groups.decide.empty
          : `${many(decide, ['report is in and waits', 'reports are in and wait'])} for your decision. ${
              in_time === 0
                ? 'All are past their day.'
                : `${in_time.toLocaleString('en-GB')} can still be in time: ${in_time === 1 ? 'it is' : 'they are'} first.`
            }`}
      </Body>
      <Section items={linesOf('decide')} group="decide" all={decide} />
      {(counts.soon ?? 0) > 0 && (
        <>
          <Heading level={2}>At risk this fortnight</Heading>
          <Section items={linesOf('soon')} group="soon" all={counts.soon ?? 0} />
        </>
      )}
      {(counts.chase ?? 0) > 0 && (
        <>
          <Heading level={2}>Chase</Heading>
          <Section items={linesOf('chase')} group="chase" all={counts.chase ?? 0} />
        </>
      )}
      <Heading level={2}>Your caseload</Heading>
      <StatTiles>
        <StatTile
          figure={day.children.toLocaleString('en-GB')}
          words={day.children === 1 ? 'child or young person' : 'children and young people'}
          href="/caseload"
        />
        <StatTile
          figure={(counts.late ?? 0).toLocaleString('en-GB')}
          words={counts.late === 1 ? 'of your dates has passed' : 'of your dates have passed'}
          href="/caseload?show=late"
          tone={counts.late ? 'late' : undefined}
        />
        <StatTile
          figure={(counts.waiting ?? 0).toLocaleString('en-GB')}
          words={counts.waiting === 1 ? 'waits on others, in time' : 'wait on others, in time'}
          href="/caseload?show=waiting"
        />
        <StatTile
          figure={day.decided === 0 ? '–' : `${Math.round((100 * day.decided_in_time) / day.decided)}%`}
          words={`of ${many(day.decided, ['decision', 'decisions'])} this academic year in time`}
          href="/deadlines/timeliness"
        />
      </StatTiles>
    </>
  )
}

type Items = Parameters<typeof NextSteps>[0]['items']

const Section = ({ items, group, all }: { items: Items; group: 'decide' | 'soon' | 'chase'; all: number }) => (
  <>
    {items.length > 0 && <NextSteps items={items} idPrefix={group} />}
    {all > items.length && (
      <Body>
        <Link href={`/caseload?show=${group}`}>{`All ${all.toLocaleString('en-GB')}`}</Link>
      </Body>
    )}
  </>
)

type Loads = Awaited<ReturnType<typeof loads>>

/** Whom nobody has, and who is furthest behind: what a team lead can do something about. */
export function teamSteps(team: Loads): NextStep[] {
  const nobody = team.find(({ person_id }) => person_id === null)?.children ?? 0
  const behind = team.filter(({ person_id, overdue }) => person_id !== null && overdue > 0).slice(0, 3)
  return [
    ...(nobody === 0
      ? []
      : [
          {
            title: `${many(nobody, ['child or young person has', 'children and young people have'])} no coordinator`,
            href: '/caseloads/assign?from=nobody',
            why: 'Give them to somebody: nobody is told of their dates until then',
          },
        ]),
    ...behind.map(({ person_id, name, children, overdue, soon }) => ({
      title: `${name}: ${many(overdue, ['date has', 'dates have'])} passed`,
      href: `/caseload?of=${person_id}`,
      why: `${many(children, ['child or young person', 'children and young people'])}; ${many(soon, ['date', 'dates'])} in the next four weeks`,
    })),
    { title: 'See the load and lateness of everyone', href: '/caseloads' },
  ]
}
