import { z } from 'zod'
import { academicYear } from '#domain/academic-year.ts'
import { Path, placementsOf } from '#features/children/index.ts'
import { isForYear, type Lane, lanesOf } from '#features/plans/index.ts'
import { Body, Heading, Lead, Link, RatingTag } from '#govuk/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import { type Ask, page } from '#platform/http/page.tsx'
import { type FlaggedThing, isFlaggedThing } from '../flag.ts'
import { raiseFlag } from '../flag-actions.ts'
import { languageOf, speakerOf } from '../voice-queries.ts'
import { type Catalogue, wordsIn } from '../words/catalogue.ts'
import { FamilyPage } from './parts.tsx'

export const childOf = (tx: Tx, actor: Actor, id: number) =>
  tx
    .selectFrom('child')
    .select(['id', 'forename', 'surname', 'birth_date'])
    .where('area_id', '=', actor.area_id)
    .where('id', '=', id)
    .where(mayBeSeenBy(actor, 'id'))
    .executeTakeFirst()

export const familysChild = {
  needs: 'views.say',
  seen: ({ child }: { child: { id: number } }) => sawIt(child.id),
} as const

const sawIt = (id: number) => ({ act: 'child.seen', subject: 'child', subject_id: id, child_id: id })

/** The way back: to the review that a link is for, or to the home page of an account. */
export const backOf = ({ link }: Actor) => (link ? `/family/reviews/${link.review_id}` : '/')

/** The path as everybody at the review sees it; what is said of anybody else is left out. One press says that it is wrong. */
export const path = page({
  path: '/family/children/:child_id',
  ...familysChild,
  load: async ({ tx, actor, params }) => {
    const child = await childOf(tx, actor, params.child_id)
    return (
      child && {
        child,
        language: await languageOf(tx, actor, child.id),
        lanes: await lanesOf(tx, actor, child.id),
        places: await placementsOf(tx, actor, child.id),
      }
    )
  },
  form: z.object({ about: z.string().default('other') }),
  submit: async ({ db, actor }, data, { about }) => {
    const [thing, id] = about.split('-')
    const found = thingFlagged(data, isFlaggedThing(thing) ? thing : 'other', Number(id))
    const { id: flag } = await raiseFlag(db, actor, { child_id: data.child.id, language: data.language, ...found })
    return { to: `/family/children/${data.child.id}/flags/${flag}` }
  },
  title: ({ child, language }, { actor }) => titleOf(wordsIn(language), child, actor),
  view: ({ child, language, lanes, places }, _, { actor }) => {
    const words = wordsIn(language)
    const text = words.path
    const now = places.find(({ from_on, to_on }) => from_on <= actor.today && (to_on === null || to_on >= actor.today))
    const goals = goalsOf(lanes, academicYear(actor.today))
    return (
      <FamilyPage title={titleOf(words, child, actor)} back={backOf(actor)} words={words}>
        <Lead>{text.lead}</Lead>
        {language !== 'en' && <Body>{text.english}</Body>}
        <Heading level={2}>{text.outcomes}</Heading>
        {lanes.length === 0 ? (
          <Body>{text.noOutcomes}</Body>
        ) : (
          <div lang="en-GB">
            <Path
              lanes={lanes}
              placements={places}
              actor={actor}
              after={lane => <Wrong words={words} about={`outcome-${lane.id}`} what={lane.text} />}
            />
          </div>
        )}
        <Heading level={2}>{text.goals}</Heading>
        {goals.length === 0 && <Body>{text.noGoals}</Body>}
        {goals.map(goal => (
          <div class="waymark-said">
            <p class="govuk-body" lang="en-GB">
              {goal.text}
            </p>
            {goal.ratings.slice(-1).map(({ rating }) => (
              <p class="govuk-body" lang="en-GB">
                <RatingTag rating={rating} />
              </p>
            ))}
            <Wrong words={words} about={`goal-${goal.id}`} what={goal.text} />
          </div>
        ))}
        <Heading level={2}>{text.place}</Heading>
        <Body>{now?.provider ?? text.noPlace}</Body>
        <Wrong words={words} about="place" what={text.place} />
        <Wrong words={words} about="other" label={text.wrongOther} />
        <Body>
          <Link href={`/family/children/${child.id}/flags`}>{words.start.flags}</Link>
        </Body>
      </FamilyPage>
    )
  },
})

const titleOf = ({ path: text }: Catalogue, child: { forename: string }, actor: Ask['actor']) =>
  speakerOf(actor) === 'parent' ? text.titleAbout(child.forename) : text.titleYou

const goalsOf = (lanes: Lane[], year: number) => lanes.flatMap(lane => lane.goals.filter(goal => isForYear(goal, year)))

type Shown = {
  child: { forename: string; surname: string }
  lanes: Lane[]
  places: { provider: string | null; to_on: string | null }[]
}

/** What a press was about, as it stood then: only what is on the page can be meant. */
function thingFlagged({ child, lanes, places }: Shown, about: FlaggedThing, id: number) {
  const outcome = about === 'outcome' ? lanes.find(lane => lane.id === id) : undefined
  const goal = about === 'goal' ? lanes.flatMap(({ goals }) => goals).find(one => one.id === id) : undefined
  if (outcome) return { about: 'outcome' as const, about_id: id, about_words: outcome.text }
  if (goal) return { about: 'goal' as const, about_id: id, about_words: goal.text }
  const place = places.find(({ to_on }) => to_on === null)?.provider
  if (about === 'place') return { about, about_id: null, about_words: place ?? 'No place is written down' }
  return { about: 'other' as const, about_id: null, about_words: `The record of ${child.forename} ${child.surname}` }
}

const Wrong = ({
  words: { path: text },
  about,
  what,
  label,
}: {
  words: Catalogue
  about: string
  what?: string
  label?: string
}) => (
  <form method="post" class="waymark-family__wrong">
    <input type="hidden" name="about" value={about} />
    <button class="waymark-link-button" type="submit">
      {label ?? text.wrong}
      {what && <span class="govuk-visually-hidden">{`: ${what}`}</span>}
    </button>
  </form>
)
