import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { visibleProvider } from '#features/providers/index.ts'
import { Button, Heading, InsetText, Textarea } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { words } from '#platform/http/typed.ts'
import { replyTo } from '../judging-actions.ts'
import { judgementWith } from '../provider-queries.ts'
import { verdicts } from '../threshold.ts'
import { standardsCrumbs } from './crumbs.ts'

export const reply = page({
  path: '/providers/:provider_id/judgements/:judgement_id/reply',
  needs: 'providers.own',
  load: async ({ tx, actor, params }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    const judged = provider && (await judgementWith(tx, actor, provider.id, params.judgement_id))
    return provider && judged && { provider, judged }
  },
  form: z.object({ reply: words('Write your reply', 2000) }),
  submit: async ({ db, actor }, { provider, judged }, { reply: said }) => {
    await replyTo(db, actor, provider.id, judged.id, said)
    return { to: `/providers/${provider.id}/standards`, said: 'Your reply was sent' }
  },
  title: () => 'Reply to a judgement',
  crumbs: ({ provider }, { actor }) => standardsCrumbs(actor, provider),
  view: ({ provider, judged }, answers) => (
    <>
      <Heading level={1} caption={provider.name}>
        Reply to a judgement
      </Heading>
      <InsetText>
        {judged.code} {judged.words} {verdicts[judged.judgement]}, judged on {dateInWords(judged.judged_on)}:{' '}
        {judged.reason}
      </InsetText>
      <form method="post" novalidate>
        <Textarea
          name="reply"
          label="Your reply"
          labelSize="s"
          hint="It stays beside the judgement, and goes with it when you share it with another area"
          rows={5}
          value={answers.value('reply')}
          error={answers.error('reply')}
        />
        <Button preventDoubleClick>Send the reply</Button>
      </form>
    </>
  ),
})
