import { z } from 'zod'
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
  Paging,
} from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { addressOf, askedPage } from '#platform/http/address.ts'
import { WhyField } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { words } from '#platform/http/typed.ts'
import { setMarker } from '../actions.ts'
import { attendingToday, markerOf, notSaid } from '../queries.ts'
import { acrossSettings, type SettingTest, testSettings, whyWords } from '../rule.ts'
import { Sums, TheRule } from '../views.tsx'

const size = 25
const n = (count: number, one: string, many: string) => `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`

/** Which places must be asked whether they should be registered as a school, with the rule and the sum. */
export const registrationTest = page({
  path: '/registration-test',
  needs: 'registration.see',
  load: async ({ tx, actor, query }) => {
    const marker = await markerOf(tx, actor)
    const rows = await attendingToday(tx, actor)
    const settings = testSettings(rows, marker.hours, actor.today)
    return {
      marker,
      alerts: settings.filter(({ alert }) => alert !== null),
      others: settings.filter(({ alert }) => alert === null),
      across: acrossSettings(rows, marker.hours, actor.today),
      unsaid: await notSaid(tx, actor),
      at: askedPage(query),
    }
  },
  title: () => 'Registration test',
  crumbs: () => [{ text: 'Commissioning', href: '/commissioning' }],
  view: ({ marker, alerts, others, across, unsaid, at }, _, { actor }) => (
    <>
      <Heading level={1}>Registration test</Heading>
      <Lead>
        {alerts.length + across.length === 0
          ? 'No unregistered place reaches the marker today.'
          : `${n(alerts.length, 'unregistered place', 'unregistered places')} to ask about, and ${n(across.length, 'child', 'children')} taught full-time across several.`}
      </Lead>
      <TheRule marker={marker.hours} own={marker.why} />
      {may(actor, 'agreements.edit') && (
        <Body>
          <Link href="/registration-test/marker">Change the marker</Link>
        </Body>
      )}
      {alerts.map(setting => (
        <Alert setting={setting} />
      ))}
      {across.length > 0 && (
        <>
          <Heading level={2}>Full-time across several places</Heading>
          <Body>
            No one place reaches the marker; together they do. Ask who is responsible for the whole of the child’s
            education.
          </Body>
          <Sums sums={across.slice(0, size)} caption="Children taught across several unregistered places" />
        </>
      )}
      {unsaid.length > 0 && (
        <InsetText>
          <Body>Children are taught at these places, and whether they are registered is not recorded:</Body>
          <List bullet items={unsaid.map(one => <Link href={`/providers/${one.id}`}>{one.name}</Link>)} />
        </InsetText>
      )}
      <Heading level={2}>Other unregistered places</Heading>
      <DataTable
        caption="Unregistered places below the marker"
        captionHidden
        rows={others.slice((at - 1) * size, at * size)}
        columns={[
          { title: 'Place', cell: one => <Link href={`/providers/${one.provider_id}`}>{one.provider}</Link> },
          { title: 'Children of compulsory school age', numeric: true, cell: one => one.children.length },
          { title: 'Most hours a week', numeric: true, cell: one => one.children[0]?.hours },
        ]}
        empty={<EmptyState title="No other unregistered place has children’s hours recorded" />}
      />
      <Paging
        page={at}
        total={others.length}
        what={others.length === 1 ? 'place' : 'places'}
        href={to => addressOf('/registration-test', { page: to })}
      />
      <Body quiet>
        Only children this area knows are counted: a place may teach others. Hours are recorded on each child’s record.
      </Body>
    </>
  ),
})

const Alert = ({ setting }: { setting: SettingTest }) => (
  <>
    <Heading level={2}>
      <Link href={`/providers/${setting.provider_id}`}>{setting.provider}</Link>
    </Heading>
    {setting.alert && <Body>{whyWords[setting.alert]}</Body>}
    <Sums sums={setting.children.slice(0, size)} caption={`Hours a week at ${setting.provider}`} />
  </>
)

export const markerPage = page({
  path: '/registration-test/marker',
  needs: 'agreements.edit',
  load: ({ tx, actor }) => markerOf(tx, actor),
  form: z.object({
    hours: z
      .string()
      .regex(/^\d{1,2}(\.\d)?$/, 'Enter hours a week, like 18')
      .transform(Number)
      .refine(hours => hours >= 5 && hours <= 40, 'Enter between 5 and 40 hours'),
    why: words('Say why this council asks from these hours', 500),
  }),
  submit: async ({ db, actor }, _, given) => {
    await setMarker(db, actor, given)
    return { to: '/registration-test', said: `The question is asked from ${given.hours} hours a week now` }
  },
  title: () => 'Change the marker of the registration test',
  crumbs: () => [
    { text: 'Commissioning', href: '/commissioning' },
    { text: 'Registration test', href: '/registration-test' },
  ],
  view: (marker, answers) => (
    <>
      <Heading level={1}>Change the marker</Heading>
      <TheRule marker={marker.hours} own={marker.why} />
      <form method="post" novalidate>
        <Input
          name="hours"
          label="Hours a week from which to ask"
          width={3}
          inputmode="decimal"
          value={answers.value('hours', marker.hours)}
          error={answers.error('hours')}
        />
        <WhyField answers={answers} standing={marker.why} />
        <Button preventDoubleClick>Save</Button>
      </form>
    </>
  ),
})
