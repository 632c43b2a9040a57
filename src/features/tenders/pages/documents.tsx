import { page } from '#platform/http/page.tsx'
import { lotsOf, questionsOfRound, roundOf } from '../queries.ts'
import { TermsView } from '../terms.tsx'
import { thresholdsOf } from '../threshold-queries.ts'
import { crumbsTo, PartHeading, windowIn } from '../views.tsx'

export const documents = page({
  path: '/tenders/:tender_id/documents',
  needs: ['tenders.see', 'tenders.score', 'tenders.bid'],
  load: async ({ tx, actor, params, query }) => {
    const round = await roundOf(tx, actor, params.tender_id, windowIn(query))
    if (!round) return undefined
    return {
      round,
      lots: await lotsOf(tx, actor, round.id),
      questions: await questionsOfRound(tx, actor, round.id),
      thresholds: await thresholdsOf(tx, actor, round.id),
    }
  },
  title: ({ round }) => `Documents: ${round.title}`,
  crumbs: ({ round }, { actor }) =>
    actor.scope === 'placed'
      ? [
          { text: 'Bids', href: '/bids' },
          { text: round.title, href: `/bids/${round.id}` },
        ]
      : crumbsTo(round),
  view: terms => (
    <>
      <PartHeading round={terms.round}>The documents</PartHeading>
      <TermsView {...terms} />
    </>
  ),
})
