import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { Body, Button, ButtonGroup, DataTable, Heading, Lead, Link, Tag } from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { asked } from '#platform/http/address.ts'
import { NotFound, page } from '#platform/http/page.tsx'
import { draft } from '../actions.ts'
import { forWhom } from '../framework.ts'
import { frameworkOf, standardsOfVersion } from '../queries.ts'
import { frameworkPath, StandardsByTheme, versionState } from '../views.tsx'

export const show = page({
  path: '/standards/:framework_id',
  needs: 'standards.see',
  load: async ({ tx, actor, params, query }) => {
    const framework = await frameworkOf(tx, actor, params.framework_id)
    if (!framework) return undefined
    const number = Number(asked(query, 'version'))
    const version = number
      ? framework.versions.find(one => one.number === number)
      : (framework.inForce ?? framework.versions[0])
    if (!version) return undefined
    return { framework, version, standards: await standardsOfVersion(tx, actor, version.id) }
  },
  form: z.object({ draft: z.literal('yes') }),
  submit: async ({ db, actor }, { framework }) => {
    if (!may(actor, 'standards.edit')) throw new NotFound()
    const made = await draft(db, actor, framework.id)
    return 'refused' in made
      ? made
      : { to: `${frameworkPath(framework.id)}/draft`, said: 'A draft of the next version was made' }
  },
  title: ({ framework }) => framework.name,
  crumbs: () => [{ text: 'Standards', href: '/standards' }],
  view: ({ framework, version, standards }, answers, { actor }) => {
    const path = frameworkPath(framework.id)
    const earlier = framework.versions.find(one => one.number < version.number)
    return (
      <>
        <Heading level={1}>{framework.name}</Heading>
        {framework.about && <Lead>{framework.about}</Lead>}
        <Body>
          Version {version.number}:{' '}
          {versionState(version, framework.inForce?.id, version.id, actor.today).toLowerCase()}
          {version.from_on && `, from ${dateInWords(version.from_on)}`}. For: {forWhom(framework).toLowerCase()}.
        </Body>
        {version.what_changed && <Body>What changed: {version.what_changed}</Body>}
        {may(actor, 'standards.edit') && (
          <ButtonGroup>
            {framework.draft ? (
              <Button href={`${path}/draft`}>Go on with the draft</Button>
            ) : (
              <form method="post" novalidate>
                <input type="hidden" name="draft" value="yes" />
                <Button variant="secondary" preventDoubleClick>
                  Change it as a new version
                </Button>
                {answers.error('draft') && <Body>{answers.error('draft')}</Body>}
              </form>
            )}
          </ButtonGroup>
        )}
        <StandardsByTheme standards={standards} />
        <Heading level={2}>Versions</Heading>
        <DataTable
          caption="Versions, latest first"
          captionHidden
          rows={framework.versions}
          columns={[
            {
              title: 'Version',
              cell: one =>
                one.id === version.id ? (
                  `${one.number} (shown here)`
                ) : (
                  <Link href={`${path}?version=${one.number}`}>{one.number}</Link>
                ),
            },
            {
              title: 'State',
              cell: one => (
                <Tag colour={one.id === framework.inForce?.id ? 'green' : 'grey'}>
                  {versionState(one, framework.inForce?.id, one.id, actor.today)}
                </Tag>
              ),
            },
            { title: 'Published on', cell: one => (one.published_on ? dateInWords(one.published_on) : 'Not yet') },
            { title: 'In force from', cell: one => (one.from_on ? dateInWords(one.from_on) : 'Not yet') },
          ]}
        />
        {earlier && (
          <Body>
            <Link href={`${path}/compare?from=${earlier.number}&to=${version.number}`}>
              Compare version {version.number} with version {earlier.number}
            </Link>
          </Body>
        )}
        {version.source && (
          <Body quiet>
            {version.source}. {version.licence}.
          </Body>
        )}
      </>
    )
  },
})
