import { z } from 'zod'
import { Body, Button, Heading, Input, Lead, Link, Textarea } from '#govuk/index.ts'
import type { Answers } from '#platform/http/form.ts'
import { page } from '#platform/http/page.tsx'
import { readSettings, type Settings, settings } from '#platform/settings/setting.ts'
import { changeSettings } from '../actions.ts'
import { services } from '../placeholder.ts'

const text = z.string().max(500, 'Shorten this to 500 characters').default('')

export const settingsPage = page({
  path: '/letters/settings',
  needs: 'settings.edit',
  load: ({ tx, actor }) => readSettings(tx, actor),
  form: z.object(
    Object.fromEntries(services.map(name => [name, text])) as Record<(typeof services)[number], typeof text>,
  ),
  submit: async ({ db, actor }, _, given) => {
    await changeSettings(db, actor, given)
    return { to: '/letters/settings', said: 'Saved. Letters say so from now on' }
  },
  title: () => 'What letters say of your service',
  crumbs: () => [{ text: 'Wording of letters', href: '/letters/wording' }],
  view: (standing, answers) => (
    <>
      <Heading level={1}>What letters say of your service</Heading>
      <Lead>
        A letter on a decision must name these services (SEND Regulations 2014, regulation 20(11)). While one is
        missing, no such letter can be made.
      </Lead>
      <form method="post" noValidate>
        {services.map(name => (
          <OneSetting name={name} standing={standing} answers={answers} />
        ))}
        <Button preventDoubleClick>Save</Button>
      </form>
      <Body>
        <Link href="/letters/wording">Wording of letters</Link>
      </Body>
    </>
  ),
})

const OneSetting = ({
  name,
  standing,
  answers,
}: {
  name: (typeof services)[number]
  standing: Settings
  answers: Answers
}) => {
  const field = {
    name,
    label: settings[name],
    value: answers.value(name, standing[name]),
    error: answers.error(name),
  }
  return /address|contact/.test(name) ? <Textarea {...field} rows={2} /> : <Input {...field} />
}
