import { documentName } from '#domain/document-kind.ts'
import { Body, Button, DataTable, EmptyState, Heading, Lead, Select } from '#govuk/index.ts'
import { asked } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { compareVersions } from '../comparison.ts'
import { frameworkOf, standardsOfVersion } from '../queries.ts'
import { frameworkPath, thresholdInWords } from '../views.tsx'

export const compare = page({
  path: '/standards/:framework_id/compare',
  needs: 'standards.see',
  load: async ({ tx, actor, params, query }) => {
    const framework = await frameworkOf(tx, actor, params.framework_id)
    const [latest, before = latest] = framework?.versions ?? []
    if (!framework || !latest || !before) return undefined
    const pick = (name: string, usual: typeof latest) =>
      framework.versions.find(one => one.number === Number(asked(query, name))) ?? usual
    const [one, other] = [pick('from', before), pick('to', latest)]
    const [from, to] = one.number <= other.number ? [one, other] : [other, one]
    const [was, is] = [await standardsOfVersion(tx, actor, from.id), await standardsOfVersion(tx, actor, to.id)]
    return { framework, from, to, compared: compareVersions(was, is, documentName) }
  },
  title: ({ framework }) => `Compare versions of ${framework.name}`,
  crumbs: ({ framework }) => [
    { text: 'Standards', href: '/standards' },
    { text: framework.name, href: frameworkPath(framework.id) },
  ],
  view: ({ framework, from, to, compared: { added, removed, changed, same } }) => {
    const items = framework.versions.map(({ number, published_on }) => ({
      value: String(number),
      text: `Version ${number}${published_on ? '' : ' (draft)'}`,
    }))
    const columns = [
      { title: 'Number', cell: (one: (typeof added)[number]) => one.code },
      { title: 'Standard', cell: (one: (typeof added)[number]) => one.words },
      { title: 'Threshold', cell: (one: (typeof added)[number]) => thresholdInWords(one) },
    ]
    return (
      <>
        <Heading level={1} caption={framework.name}>
          Version {from.number} beside version {to.number}
        </Heading>
        <Lead>
          {added.length} added, {removed.length} removed, {changed.length} changed, {same} the same.
        </Lead>
        <form method="get" action={`${frameworkPath(framework.id)}/compare`}>
          <Select name="from" label="Version" items={items} value={String(from.number)} />
          <Select name="to" label="Beside" items={items} value={String(to.number)} />
          <Button variant="secondary">Compare</Button>
        </form>
        <Heading level={2}>Changed</Heading>
        <DataTable
          caption="Changed"
          captionHidden
          rows={changed.flatMap(({ is, changes }) => changes.map(change => ({ code: is.code, ...change })))}
          columns={[
            { title: 'Number', cell: one => one.code },
            { title: 'What', cell: one => one.what },
            { title: `Version ${from.number}`, cell: one => one.was },
            { title: `Version ${to.number}`, cell: one => one.is },
          ]}
          empty={<EmptyState title="Nothing that is in both was changed" />}
        />
        <Heading level={2}>Added</Heading>
        <DataTable
          caption="Added"
          captionHidden
          rows={added}
          columns={columns}
          empty={<EmptyState title="Nothing was added" />}
        />
        <Heading level={2}>Removed</Heading>
        <DataTable
          caption="Removed"
          captionHidden
          rows={removed}
          columns={columns}
          empty={<EmptyState title="Nothing was removed" />}
        />
        <Body quiet>
          A judgement made on version {from.number} stands on version {to.number} while the standard’s words and its
          threshold are the same. Where they are not, the provider is to be judged again.
        </Body>
      </>
    )
  },
})
