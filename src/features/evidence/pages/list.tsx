import { Body, Button, Heading, Name, Paging } from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { childNamed } from '#platform/access/child-named.ts'
import { page } from '#platform/http/page.tsx'
import { childCrumbs, EvidenceList, evidenceShown, fullName, listPath } from '../views.tsx'

const size = 25

const pageOf = (asked: unknown) => (typeof asked === 'string' && /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1)

export const list = page({
  path: '/children/:child_id/evidence',
  needs: 'children.see',
  load: async ({ tx, actor, params, query }) => {
    const child = await childNamed(tx, actor, params.child_id)
    const at = pageOf(query.page)
    const paging = { limit: size, offset: (at - 1) * size }
    return child && { child, at, evidence: await evidenceShown(tx, actor, { child_id: child.id }, paging) }
  },
  seen: ({ child: { id } }) => ({ act: 'child.seen', subject: 'child', subject_id: id, child_id: id }),
  title: ({ child }) => `Evidence about ${fullName(child)}`,
  crumbs: ({ child }, { actor }) => childCrumbs(child, actor),
  view: ({ child, at, evidence }, _, { actor }) => (
    <>
      <Heading level={1} caption={<Name full={fullName(child)} />}>
        Evidence
      </Heading>
      <Body>
        {actor.scope === 'own'
          ? 'Files that show how things are going, latest first.'
          : 'Files that show how goals and outcomes are going, latest first. Who adds, opens and removes one is in the audit trail.'}
      </Body>
      {may(actor, 'evidence.add') && <Button href={`${listPath(child.id)}/new`}>Add a file</Button>}
      <EvidenceList evidence={evidence} actor={actor} />
      <Paging
        page={at}
        total={evidence.total}
        size={size}
        what="files"
        href={to => `${listPath(child.id)}?page=${to}`}
      />
    </>
  ),
})
