import { dateInWords, daysBetween } from '#domain/date.ts'
import { countGaps, countStates, listAgreements } from '#features/agreements/index.ts'
import { documentCounts } from '#features/documents/index.ts'
import { registrationAlerts } from '#features/registration-test/index.ts'
import { Body, Button, Heading, Lead, Link, List, NextSteps, StatTile, StatTiles } from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import type { Permission } from '#platform/access/permission.ts'
import { page } from '#platform/http/page.tsx'

const n = (count: number) => count.toLocaleString('en-GB')

const elsewhere = [
  { text: 'All agreements', href: '/agreements', needs: 'agreements.see' },
  { text: 'Compare what providers offer', href: '/offers/compare', needs: 'providers.see' },
  { text: 'Registration test', href: '/registration-test', needs: 'registration.see' },
  { text: 'Tenders', href: '/tenders', needs: 'tenders.see' },
  { text: 'Documents of providers', href: '/documents', needs: 'documents.see' },
  { text: 'Places beside children placed and expected', href: '/sufficiency', needs: 'sufficiency.see' },
] as const satisfies { text: string; href: string; needs: Permission }[]

/** What needs doing before provision fails: on one screen, each figure the way to its list. */
export const hub = page({
  path: '/commissioning',
  needs: 'registration.see',
  load: async ({ tx, actor }) => {
    const ending = await listAgreements(tx, actor, { words: '', state: 'ending', page: 1 })
    const sent = await listAgreements(tx, actor, { words: '', state: 'sent', page: 1 })
    return {
      ending,
      sent,
      states: await countStates(tx, actor),
      gaps: await countGaps(tx, actor),
      alerts: await registrationAlerts(tx, actor),
      documents: may(actor, 'documents.see') ? await documentCounts(tx, actor) : undefined,
    }
  },
  title: () => 'Commissioning',
  view: ({ ending, sent, states, gaps, alerts, documents }, _, { actor }) => {
    const inForce = (states.in_force ?? 0) + (states.ending ?? 0)
    const asked = alerts.settings.length + alerts.across.length
    const next = [
      ...alerts.settings.slice(0, 2).map(one => ({
        title: `Ask whether ${one.provider} must register as a school`,
        href: '/registration-test',
        why: `A child with an EHC plan or looked after, or five children, at ${alerts.marker} hours a week or more (Education and Skills Act 2008 section 96)`,
      })),
      ...ending.rows.slice(0, 3).map(one => ({
        title: `${one.title} ends`,
        href: `/agreements/${one.id}`,
        why: `${one.provider}: extend it, follow it or let it end on ${dateInWords(one.to_on)}`,
        days: daysBetween(actor.today, one.to_on),
      })),
      ...sent.rows.slice(0, 2).map(one => ({
        title: `${one.title} is not signed by both sides`,
        href: `/agreements/${one.id}`,
        why: one.provider,
      })),
    ]
    return (
      <>
        <Heading level={1}>Commissioning</Heading>
        <Lead>
          {next.length === 0 ? 'Nothing waits today.' : 'What needs doing first, and what is agreed and not.'}
        </Lead>
        {next.length > 0 && <NextSteps items={next} />}
        <StatTiles>
          <StatTile
            figure={n(states.ending ?? 0)}
            words={states.ending === 1 ? 'agreement ends in 90 days' : 'agreements end in 90 days'}
            href="/agreements?state=ending"
            tone={states.ending ? 'soon' : undefined}
          />
          <StatTile
            figure={n((states.sent ?? 0) + (states.returned ?? 0))}
            words="waiting for a signature or sent back"
            href={states.sent || !states.returned ? '/agreements?state=sent' : '/agreements?state=returned'}
          />
          <StatTile
            figure={n(gaps.lines)}
            words={`${gaps.lines === 1 ? 'line' : 'lines'} of plans promised at ${n(gaps.providers)} ${gaps.providers === 1 ? 'provider' : 'providers'} and in no agreement`}
            href="/agreements/gaps"
          />
          <StatTile
            figure={n(asked)}
            words={asked === 1 ? 'registration question to ask' : 'registration questions to ask'}
            href="/registration-test"
            tone={asked > 0 ? 'late' : undefined}
          />
          {documents && (
            <StatTile
              figure={n(documents.within_30)}
              words={`${documents.within_30 === 1 ? 'document runs' : 'documents run'} out in 30 days; ${n(documents.expired)} have run out`}
              href={documents.within_30 > 0 ? '/documents?show=within_30' : '/documents?show=expired'}
              tone={documents.expired > 0 ? 'late' : undefined}
            />
          )}
        </StatTiles>
        <Body>{`${n(inForce)} ${inForce === 1 ? 'agreement' : 'agreements'} in force, ${n(states.draft ?? 0)} being written.`}</Body>
        {may(actor, 'agreements.edit') && <Button href="/agreements/new">Write an agreement</Button>}
        <Heading level={2}>More</Heading>
        <List
          items={elsewhere
            .filter(({ needs }) => may(actor, needs))
            .map(({ text, href }) => <Link href={href}>{text}</Link>)}
        />
      </>
    )
  },
})
