import type { ComponentChildren } from 'preact'
import { Body, Heading, Link } from '#govuk/index.ts'
import type { Visit } from '#platform/auth/session.ts'
import type { Act } from '#platform/database/transaction.ts'
import type { FamilyReview, Voice } from '../voice-queries.ts'
import { type Catalogue, isLanguage, languages, wordsIn } from '../words/catalogue.ts'

/** How the document around a family's page speaks. */
export function visitIn(language: string, byLink = false): Visit {
  const { tag, words } = languages[isLanguage(language) ? language : 'en']
  const { skip, problem, error, foot, leave } = words
  return { tag, skip, problem, error, foot, ...(byLink && { leave: { href: '/family/leave', words: leave } }) }
}

export const sawReview = ({ review }: { review: FamilyReview }): Act => ({
  ...{ act: 'child.seen', subject: 'review', subject_id: review.id, child_id: review.child_id },
})

export const startOf = (review: { id: number }) => `/family/reviews/${review.id}`

export type Asking = { review: FamilyReview; voice: Voice; speaker: 'parent' | 'young_person' }

export const wordsOf = ({ voice }: { voice: Voice }): Catalogue => wordsIn(voice.language)

/** A page of the family's: its way back, one heading, room to breathe; larger in easy read. */
export const FamilyPage = ({
  title,
  back,
  words,
  easy_read,
  children,
}: {
  title: ComponentChildren
  back?: string
  words: Catalogue
  easy_read?: boolean
  children: ComponentChildren
}) => (
  <div class={easy_read ? 'waymark-family waymark-family--easy' : 'waymark-family'}>
    {back && (
      <Body>
        <Link href={back}>{`‹ ${words.back}`}</Link>
      </Body>
    )}
    <Heading level={1}>{title}</Heading>
    {children}
  </div>
)
