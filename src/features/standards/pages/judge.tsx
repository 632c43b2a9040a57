import { dateInWords } from '#domain/date.ts'
import { documentName } from '#domain/document-kind.ts'
import { visibleProvider } from '#features/providers/index.ts'
import {
  Body,
  Button,
  Checkboxes,
  EmptyState,
  Heading,
  InsetText,
  Lead,
  Link,
  SummaryList,
  Timeline,
} from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { NotFound, page } from '#platform/http/page.tsx'
import { judgeStandard } from '../judging-actions.ts'
import { foundOf, JudgingFields, judgingForm } from '../judging-form.tsx'
import { codesThroughVersions, documentsFor, type Judged, judgementsOf, standardsAt } from '../provider-queries.ts'
import { verdicts } from '../threshold.ts'
import { GateTag, thresholdInWords, VerdictTag } from '../views.tsx'
import { standardsCrumbs } from './crumbs.ts'

export const judgePage = page({
  path: '/providers/:provider_id/standards/:standard_id',
  needs: 'standards.see',
  load: async ({ tx, actor, params }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    if (!provider) return undefined
    const framework = (await standardsAt(tx, actor, provider.id)).find(({ standards }) =>
      standards.some(({ id }) => id === params.standard_id),
    )
    const standard = framework?.standards.find(({ id }) => id === params.standard_id)
    if (!framework || !standard) return undefined
    const codes = await codesThroughVersions(tx, actor, framework, standard.code)
    return {
      provider,
      framework,
      standard,
      judged: await judgementsOf(tx, actor, provider.id, framework.framework_id, codes),
      documents: await documentsFor(tx, actor, provider.id, standard),
    }
  },
  form: judgingForm,
  submit: async ({ db, actor }, { provider, standard, documents }, typed) => {
    if (!may(actor, 'standards.judge')) throw new NotFound()
    const found = foundOf(standard.threshold, typed, actor.today)
    if ('refused' in found) return found
    const known = new Set(documents.map(({ id }) => id))
    await judgeStandard(db, actor, provider.id, {
      ...found,
      standard_id: standard.id,
      reason: typed.reason,
      judged_on: typed.judged_on,
      documents: typed.document.filter(id => known.has(id)),
    })
    return {
      to: `/providers/${provider.id}/standards`,
      said: `Standard ${standard.code}: ${verdicts[found.judgement].toLowerCase()}`,
    }
  },
  title: ({ provider, standard }) => `Standard ${standard.code}: ${provider.name}`,
  crumbs: ({ provider }, { actor }) => standardsCrumbs(actor, provider),
  view: ({ provider, framework, standard, judged, documents }, answers, { actor }) => (
    <>
      <Heading level={1} caption={`${provider.name}: ${framework.name}, ${standard.code}`}>
        {standard.words}
      </Heading>
      <Lead>
        {standard.is_gate && <GateTag />} <VerdictTag verdict={standard.standing.verdict} />
      </Lead>
      <Body>{standard.standing.why}.</Body>
      {standard.last && standard.last.changes.length > 0 && (
        <InsetText>
          Judged on version {standard.last.number}. Changed since:{' '}
          {standard.last.changes
            .map(({ what, was, is }) => `${what.toLowerCase()} was “${was}” and is “${is}”`)
            .join('; ')}
          .
        </InsetText>
      )}
      <SummaryList
        rows={[
          { key: 'Threshold', value: thresholdInWords(standard) },
          { key: 'How it is measured', value: standard.measured },
          ...(standard.guidance ? [{ key: 'Guidance', value: standard.guidance }] : []),
          ...(standard.example ? [{ key: 'Good looks like this', value: standard.example }] : []),
          {
            key: 'Documents',
            value:
              documents.length === 0 ? (
                'None was sent that shows it'
              ) : (
                <ul class="govuk-list">
                  {documents.map(one => (
                    <li>
                      {may(actor, 'documents.see') ? (
                        <Link href={`/documents/${one.id}`}>{documentInWords(one)}</Link>
                      ) : (
                        documentInWords(one)
                      )}
                    </li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
      <Heading level={2}>Judgements</Heading>
      {judged.length === 0 ? (
        <EmptyState title="It has not been judged yet" />
      ) : (
        <Timeline
          groups={[
            {
              title: 'Latest first',
              items: judged.map((one, at) => ({
                when: dateInWords(one.judged_on),
                date: one.judged_on,
                title: verdicts[one.judgement],
                kind: one.by ?? undefined,
                superseded: at > 0,
                more: <OneJudgement judged={one} provider_id={provider.id} mayReply={may(actor, 'providers.own')} />,
              })),
            },
          ]}
        />
      )}
      {may(actor, 'standards.judge') && (
        <>
          <Heading level={2}>Judge it</Heading>
          <form method="post" novalidate>
            <JudgingFields answers={answers} threshold={standard.threshold} today={actor.today} />
            {documents.length > 0 && (
              <Checkboxes
                name="document"
                legend="Judged on these documents"
                legendSize="s"
                small
                values={answers.values('document')}
                items={documents.map(one => ({ value: one.id, text: documentInWords(one) }))}
              />
            )}
            <Button preventDoubleClick>Save the judgement</Button>
          </form>
        </>
      )}
    </>
  ),
})

const documentInWords = ({
  kind,
  certificate_on,
  valid_until,
  state,
}: {
  kind: string
  certificate_on: string
  valid_until: string | null
  state: string
}) =>
  `${documentName(kind)} of ${dateInWords(certificate_on)}${valid_until ? `, valid until ${dateInWords(valid_until)}` : ''}${state === 'sent' ? ', not checked yet' : ''}`

const OneJudgement = ({
  judged,
  provider_id,
  mayReply,
}: {
  judged: Judged
  provider_id: number
  mayReply: boolean
}) => (
  <>
    <Body>{judged.reason}</Body>
    <Body quiet>
      On version {judged.number}.{judged.shown && ` Found: ${Object.values(judged.shown).join(' of ')}.`}
      {judged.documents.length > 0 &&
        ` Documents: ${judged.documents.map(({ kind }) => documentName(kind)).join(', ')}.`}
    </Body>
    {judged.replies.map(({ reply, replied_on, by }) => (
      <InsetText>
        The provider, on {dateInWords(replied_on)}
        {by && ` (${by})`}: {reply}
      </InsetText>
    ))}
    {mayReply && (
      <Body>
        <Link href={`/providers/${provider_id}/judgements/${judged.id}/reply`}>
          Reply<span class="govuk-visually-hidden"> to the judgement of {dateInWords(judged.judged_on)}</span>
        </Link>
      </Body>
    )}
  </>
)
