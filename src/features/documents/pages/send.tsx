import { z } from 'zod'
import { documentGroups, documentKinds, documentName, isDocumentKind, namesStaff } from '#domain/document-kind.ts'
import { sizeInWords, taken, whyNot } from '#features/evidence/index.ts'
import { providerCrumbs, visibleProvider } from '#features/providers/index.ts'
import { Body, Button, Checkboxes, Details, FileUpload, Heading, Input, List, Radios, Select } from '#govuk/index.ts'
import { kinds } from '#platform/files/kinds.ts'
import { asked } from '#platform/http/address.ts'
import { DateField } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { day, maybeDay, maybeWords, oneOf, someIds } from '#platform/http/typed.ts'
import { sendDocument } from '../actions.ts'
import { standardsToShow } from '../queries.ts'
import { refuse } from '../validity.ts'

const yesNo = { yes: true, no: false }

export const send = page({
  path: '/providers/:provider_id/documents/new',
  needs: 'providers.own',
  takesFile: true,
  load: async ({ tx, actor, params, filing }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    return provider && { provider, filing, standards: await standardsToShow(tx, actor, provider.id) }
  },
  form: z.object({
    kind: oneOf(documentKinds, 'Select what it is'),
    certificate_on: day('Enter the date on the document, like 14 3 2026'),
    expires_on: maybeDay('Enter the day it ends, like 13 3 2027, or leave it empty'),
    staff: oneOf(yesNo, 'Select whether it names members of staff'),
    about: maybeWords(300),
    standard: someIds('Select from the list'),
  }),
  submit: async ({ db, actor, filing, file }, { provider, standards }, { staff, standard, ...typed }) => {
    const refused = refuse(typed, actor.today)
    if (staff === 'no' && namesStaff(typed.kind) && typed.about)
      refused.push({ field: 'about', message: 'Leave this empty, or say that it names members of staff' })
    if (refused.length > 0) return { refused }
    const known = new Set(standards.map(({ id }) => id))
    const sent = await sendDocument(db, actor, filing, file, {
      ...typed,
      provider_id: provider.id,
      names_staff: yesNo[staff],
      standards: standard.filter(id => known.has(id)),
    })
    if ('notFiled' in sent)
      return { refused: [{ field: 'file', message: whyNot(sizeInWords(filing.most))[sent.notFiled.why] }] }
    return { to: `/documents/${sent.id}`, said: 'The document was sent. The council checks it' }
  },
  title: () => 'Send a document',
  crumbs: ({ provider }, { actor }) => [
    ...providerCrumbs(actor, provider),
    { text: 'Documents', href: `/providers/${provider.id}/documents` },
  ],
  view: ({ provider, filing, standards }, answers, { query }) => {
    const asking = asked(query, 'kind')
    return (
      <>
        <Heading level={1} caption={provider.name}>
          Send a document
        </Heading>
        <Body>Once is enough: it counts for every standard that it shows.</Body>
        <form method="post" enctype="multipart/form-data" novalidate>
          <FileUpload
            name="file"
            label="File"
            labelSize="s"
            hint={`One file of up to ${sizeInWords(filing.most)}`}
            accept={Object.values(kinds)
              .flatMap(({ endings }) => endings.map(ending => `.${ending}`))
              .join(',')}
            error={
              answers.error('file') ??
              (answers.mistakes.length > 0 ? 'Choose the file again: a browser does not keep it' : undefined)
            }
          />
          <Select
            name="kind"
            label="What it is"
            labelSize="s"
            items={[{ value: '', text: '' }, ...kindItems]}
            value={answers.value('kind', isDocumentKind(asking) ? asking : '')}
            error={answers.error('kind')}
          />
          <DateField
            name="certificate_on"
            legend="Date on the document"
            hint="When it was signed, issued or last reviewed"
            answers={answers}
          />
          <DateField
            name="expires_on"
            legend="Its own end (optional)"
            hint="The last day, if it states one. The council may ask for a new one sooner"
            answers={answers}
          />
          <Radios
            name="staff"
            legend="Does it name members of staff?"
            legendSize="s"
            hint="Then only you and the council’s quality assurance officers open it. Others see that it was checked, and no names"
            value={answers.value('staff')}
            error={answers.error('staff')}
            items={[
              { value: 'yes', text: 'Yes' },
              { value: 'no', text: 'No' },
            ]}
          />
          <Input
            name="about"
            label="If it does: whom it is about (optional)"
            hint="Like “4 first aiders, certificates of May 2025”"
            value={answers.value('about')}
            error={answers.error('about')}
          />
          {standards.length > 0 && (
            <Details
              summary="It shows another standard than its kind says"
              open={answers.values('standard').length > 0}
            >
              <Checkboxes
                name="standard"
                legend="Which standards"
                legendSize="s"
                small
                values={answers.values('standard')}
                items={standards.map(one => ({ value: one.id, text: `${one.code} ${one.words}`, hint: one.framework }))}
              />
            </Details>
          )}
          <Details summary="Which files">
            <List bullet items={taken} />
          </Details>
          <Button preventDoubleClick>Send it</Button>
        </form>
      </>
    )
  },
})

const groups = Object.keys(documentGroups) as (keyof typeof documentGroups)[]

/** Group by group, each named before its kinds: a select has no room for more. */
const kindItems = groups.flatMap(group =>
  Object.keys(documentKinds)
    .filter(isDocumentKind)
    .filter(kind => documentKinds[kind].group === group)
    .map(value => ({ value, text: `${documentGroups[group]}: ${documentName(value)}` })),
)
