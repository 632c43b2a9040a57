import { z } from 'zod'
import { isDate } from '#domain/date.ts'
import { maybePounds } from '#features/offers/index.ts'
import { Button, ButtonGroup, Heading, Input, Link, Radios, Select, Textarea } from '#govuk/index.ts'
import { DateField, differences, Opened } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { day, maybeNumber, maybeOneOf, maybeWords, oneOf, version, words } from '#platform/http/typed.ts'
import { changeTerms } from '../actions.ts'
import { covering, valuePeriods } from '../agreement.ts'
import { drafted } from '../draft-queries.ts'
import { agreementPath, crumbsTo, sawAgreement } from '../views.tsx'

/** Days typed one a line, '1 4 2027' or '2027-04-01'. */
const days = z
  .string()
  .default('')
  .transform((text, context) => {
    const found = text
      .split(/[\n,;]+/)
      .map(line => line.trim())
      .filter(Boolean)
      .map(line => {
        const [, d = '', m = '', y = ''] = /^(\d{1,2})[ /.-](\d{1,2})[ /.-](\d{4})$/.exec(line) ?? []
        return d ? `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}` : line
      })
    if (!found.every(isDate))
      context.addIssue({ code: 'custom', message: 'Enter each day on a line of its own, like 1 4 2027' })
    return found.toSorted()
  })

const typedDay = (date: string) => `${Number(date.slice(8))} ${Number(date.slice(5, 7))} ${date.slice(0, 4)}`

export const terms = page({
  path: '/agreements/:agreement_id/terms',
  needs: 'agreements.edit',
  load: ({ tx, actor, params }) => drafted(tx, actor, params.agreement_id),
  seen: ({ agreement }) => sawAgreement(agreement),
  form: z.object({
    title: words('Enter a title', 200),
    from_on: day('Enter the first day, like 1 9 2026'),
    to_on: day('Enter the last day, like 31 8 2027'),
    applies_on: day('Enter the day this version applies from, like 1 9 2026'),
    break_on: days,
    notice_weeks: maybeNumber(/^(\d{1,2}|10[0-4])?$/, 'Enter the weeks of notice as a number up to 104'),
    extension: maybeWords(300),
    value: maybePounds,
    value_per: maybeOneOf(valuePeriods, 'Choose what the value is for'),
    covers: oneOf(covering, 'Choose which children it covers').default('placed'),
    council_owner: z.string().max(200, 'Shorten this to 200 characters').default(''),
    provider_owner: z.string().max(200, 'Shorten this to 200 characters').default(''),
    what_changed: maybeWords(1000),
    version,
  }),
  submit: async ({ db, actor }, { agreement }, { version: opened, ...given }) => {
    const changed = await changeTerms(db, actor, agreement, opened, given)
    return 'refused' in changed ? changed : { to: agreementPath(agreement.id), said: 'The terms were saved' }
  },
  title: ({ agreement }) => `Terms of ${agreement.title}`,
  crumbs: ({ agreement }, ask) => crumbsTo(agreement, ask),
  view: ({ agreement, draft }, answers) => (
    <>
      <Heading level={1} caption={agreement.title}>{`Terms of version ${draft.number}`}</Heading>
      <form method="post" novalidate>
        <Opened
          answers={answers}
          version={draft.recorded_act}
          differences={differences(answers, [
            { name: 'title', what: 'Title', saved: agreement.title },
            { name: 'extension', what: 'Extension', saved: draft.extension },
            { name: 'council_owner', what: 'At the council', saved: draft.council_owner },
            { name: 'provider_owner', what: 'At the provider', saved: draft.provider_owner },
          ])}
        />
        {draft.number > 1 && (
          <Textarea
            name="what_changed"
            label="What this version changes"
            labelSize="s"
            rows={2}
            value={answers.value('what_changed', draft.what_changed)}
            error={answers.error('what_changed')}
          />
        )}
        <Input
          name="title"
          label="Title"
          value={answers.value('title', agreement.title)}
          error={answers.error('title')}
        />
        <DateField name="from_on" legend="First day" standing={draft.from_on} answers={answers} />
        <DateField name="to_on" legend="Last day" standing={draft.to_on} answers={answers} />
        <DateField
          name="applies_on"
          legend="This version applies from"
          hint={draft.number === 1 ? 'The first day, for a first version' : 'Until then the version before it counts'}
          standing={draft.applies_on}
          answers={answers}
        />
        <Textarea
          name="break_on"
          label="Break points, one day a line"
          hint="Days on which either side may end it with notice, like 1 4 2027. Leave empty if there are none"
          labelSize="s"
          rows={2}
          value={answers.value('break_on', draft.break_on.map(typedDay).join('\n'))}
          error={answers.error('break_on')}
        />
        <Input
          name="notice_weeks"
          label="Weeks of notice"
          width={3}
          inputmode="numeric"
          value={answers.value('notice_weeks', draft.notice_weeks)}
          error={answers.error('notice_weeks')}
        />
        <Input
          name="extension"
          label="How it may be extended"
          hint="For example: twice, by up to two years each, if both sides agree by 31 March"
          value={answers.value('extension', draft.extension)}
          error={answers.error('extension')}
        />
        <Input
          name="value"
          label="Value"
          prefix="£"
          width={10}
          inputmode="decimal"
          value={answers.value('value', draft.value)}
          error={answers.error('value')}
        />
        <Select
          name="value_per"
          label="The value is"
          items={[
            { value: '', text: 'Choose' },
            ...Object.entries(valuePeriods).map(([value, text]) => ({ value, text })),
          ]}
          value={answers.value('value_per', draft.value_per)}
          error={answers.error('value_per')}
        />
        {agreement.kind !== 'placement' && (
          <Radios
            name="covers"
            legend="Which children it covers"
            legendSize="s"
            items={Object.entries(covering).map(([value, text]) => ({ value, text }))}
            value={answers.value('covers', draft.covers)}
            error={answers.error('covers')}
          />
        )}
        <Input
          name="council_owner"
          label="Who answers for it at the council"
          hint="A post, or a post and a name"
          value={answers.value('council_owner', draft.council_owner)}
          error={answers.error('council_owner')}
        />
        <Input
          name="provider_owner"
          label="Who answers for it at the provider"
          hint="A post, or a post and a name"
          value={answers.value('provider_owner', draft.provider_owner)}
          error={answers.error('provider_owner')}
        />
        <ButtonGroup>
          <Button preventDoubleClick>Save</Button>
          <Link href={agreementPath(agreement.id)}>Leave them as they are</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})
