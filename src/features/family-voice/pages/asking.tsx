import type { ComponentChildren } from 'preact'
import { z } from 'zod'
import { Body, Lead, Link } from '#govuk/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import type { Outcome } from '#platform/http/page.tsx'
import { audienceOf, partsFor, type Said } from '../voice.ts'
import { saveAnswers } from '../voice-actions.ts'
import { reviewOf, speakerOf, voiceOf } from '../voice-queries.ts'
import { type Asking, FamilyPage, sawReview, startOf, wordsOf } from './parts.tsx'
import { WhatTheySaid } from './said.tsx'

/** What every page of the questions begins with: a link opens its own review and no other. */
export async function asking({ tx, actor, params }: { tx: Tx; actor: Actor; params: { id: number } }) {
  if (actor.link && actor.link.review_id !== params.id) return undefined
  const review = await reviewOf(tx, actor, params.id)
  return review && { review, voice: await voiceOf(tx, actor, review.id), speaker: speakerOf(actor) }
}

export const questionPage = { needs: 'views.say', load: asking, seen: sawReview } as const

export const anyForm = z.record(z.string(), z.unknown())

/** Saves a page and goes on; what was sent meanwhile stays as it was, and the start says so. */
export async function saveAndGoOn(
  { db, actor }: { db: Database; actor: Actor },
  { review }: Asking,
  answers: Said,
  to: string,
): Promise<Outcome> {
  const kept = await saveAnswers(db, actor, review, answers)
  return { to: 'refused' in kept ? startOf(review) : to }
}

export const isAsked = ({ review, voice }: Asking) => voice.sent_on === null && review.decided_on === null

/** The questions, while they can be answered; else why they cannot be. */
export const WhileOpen = ({ data, today, children }: { data: Asking; today: string; children: ComponentChildren }) =>
  isAsked(data) ? <>{children}</> : <Over data={data} today={today} />

/** Sent, or the review is over: thanked, told so, and still able to see the path and what was said. */
export const Over = ({ data, today }: { data: Asking; today: string }) => {
  const { review, voice, speaker } = data
  const words = wordsOf(data)
  const { closed, sent, start } = words
  const audience = audienceOf({ respondent: speaker, easy_read: voice.easy_read }, review.birth_date, today)
  return (
    <FamilyPage title={voice.sent_on ? sent.title : closed.title} words={words} easy_read={voice.easy_read}>
      {voice.sent_on ? (
        <>
          <Lead>{sent.on(words.day(voice.sent_on))}</Lead>
          <Body>{sent.again}</Body>
        </>
      ) : (
        <Lead>{closed.body(words.day(review.decided_on ?? ''))}</Lead>
      )}
      <ul class="govuk-list">
        <li>
          <Link href={`/family/children/${review.child_id}`}>{start.path}</Link>
        </li>
        <li>
          <Link href={`/family/children/${review.child_id}/flags`}>{start.flags}</Link>
        </li>
      </ul>
      {voice.sent_on && (
        <>
          <h2 class="govuk-heading-m">{sent.whatYouSaid}</h2>
          <WhatTheySaid said={voice.answers} asked={speaker} name={review.forename} {...{ words, audience }} />
        </>
      )}
    </FamilyPage>
  )
}

/** The pages of questions in their order, and how many of each are answered. */
export const partsOf = ({ voice }: Asking) => partsFor(voice.easy_read)
