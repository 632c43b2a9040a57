import { isDate } from '#domain/date.ts'
import { careActAnswers, isCareActAnswer } from '#domain/participant.ts'
import { isNotRatedReason, isRating, notRatedReasons, ratings } from '#domain/rating.ts'
import { isReviewDecision, reviewDecisions } from '#domain/review.ts'
import type { Fields } from '../draft.ts'
import { notPlaced } from '../report.ts'
import { field, type Sheet, toPlace } from '../sheet.ts'

/** The columns of the spreadsheet of reviews. Those before `answer` are for reading; `was` is what stood at download. */
export const columns = [
  ...(['review_id', 'child', 'meeting_on', 'what', 'id', 'about'] as const),
  ...(['answer', 'reason', 'due_on', 'comment', 'was'] as const),
] as const

export type Column = (typeof columns)[number]
export type SheetRow = Record<Column, string>

/** What a row asks, and the draft's fields that its cells are. */
type Question = {
  what: What
  id: string
  about: string
  fields: Partial<Record<'answer' | 'reason' | 'due_on' | 'comment', string>>
}

const whats = [
  ...(['goal', 'outcome', 'next goal', 'what helped', 'recommendation'] as const),
  ...(['adulthood', 'adult social care'] as const),
] as const
export type What = (typeof whats)[number]

export const isWhat = (text: string): text is What => whats.some(what => what === text)

/** The questions of one review, a row each, in the order of the report. */
export function questionsOf(sheet: Sheet): Question[] {
  return [
    ...sheet.goals.map(
      ({ id, text }): Question => ({
        what: 'goal',
        id: String(id),
        about: text,
        fields: { answer: field.rating(id), reason: field.reason(id), comment: field.comment(id) },
      }),
    ),
    ...toPlace(sheet).map(
      ({ id, text, ladder }): Question => ({
        what: 'outcome',
        id: String(id),
        about: [text, ...Object.entries(ladder).map(([rung, words]) => `${rung}: ${words}`)].join(' | '),
        fields: { answer: field.position(id), comment: field.positionComment(id) },
      }),
    ),
    ...sheet.outcomes.map(
      ({ id, text }): Question => ({
        what: 'next goal',
        id: String(id),
        about: text,
        fields: { answer: field.goal(id, 1), reason: field.noneWhy(id), due_on: field.due(id, 1) },
      }),
    ),
    { what: 'what helped', id: '', about: 'What helped, and what got in the way', fields: { answer: field.helped } },
    {
      what: 'recommendation',
      id: '',
      about: 'What the meeting recommends: maintain, amend or cease. Say in the comment what is to change',
      fields: { answer: field.recommendation, comment: field.changes },
    },
    ...(sheet.from_year_9 ? fromYear9 : []),
  ]
}

const fromYear9: readonly Question[] = [
  {
    what: 'adulthood',
    id: '',
    about: 'What is needed to prepare for adulthood and independent living',
    fields: { answer: field.adulthood },
  },
  {
    what: 'adult social care',
    id: '',
    about: `Should adult social care assess what will be needed from 18? ${Object.values(careActAnswers).join(' | ')}`,
    fields: { answer: field.careAct, comment: field.careActNote },
  },
]

type Named = { id: number; forename: string; surname: string; meeting_on: string }

/** The rows of a review as its draft has them. */
export const rowsOf = (review: Named, sheet: Sheet, draft: Fields): SheetRow[] =>
  questionsOf(sheet).map(({ what, id, about, fields }) => {
    const value = (cell: keyof typeof fields) => draft[fields[cell] ?? ''] ?? ''
    const answer = answerInWords(what, value('answer'))
    return {
      review_id: String(review.id),
      child: `${review.forename} ${review.surname}`,
      meeting_on: review.meeting_on,
      what,
      id,
      about,
      answer,
      reason:
        what === 'goal' && isNotRatedReason(value('reason'))
          ? notRatedReasons[value('reason') as keyof typeof notRatedReasons]
          : value('reason'),
      due_on: value('due_on'),
      comment: value('comment'),
      was: answer,
    }
  })

export function answerInWords(what: What, value: string): string {
  if (what === 'goal' && isRating(value)) return ratings[value]
  if (what === 'recommendation' && isReviewDecision(value)) return reviewDecisions[value]
  if (what === 'outcome' && value === notPlaced) return 'Not placed'
  if (what === 'adult social care' && isCareActAnswer(value)) return careActAnswers[value]
  return value
}

const plain = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')

const codeOf = (words: Readonly<Record<string, string>>, typed: string): string | undefined =>
  Object.entries(words).find(([code, text]) => plain(code) === plain(typed) || plain(text) === plain(typed))?.[0]

/** A number of days as spreadsheets count them, or a date as people write it, as 'YYYY-MM-DD'. */
function dateOf(typed: string): string {
  const text = typed.trim()
  if (/^\d{5}$/.test(text)) return new Date((Number(text) - 25_569) * 86_400_000).toISOString().slice(0, 10)
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(text) ?? []
  return year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text
}

export type Wrong = { column: Column; value: string; wrong: string; mend: string }

/** What a row's cells are as fields of the draft, or what is wrong with them. Empty cells say nothing and take nothing away. */
export function fieldsOf(question: Question, row: SheetRow): { fields: Record<string, string> } | { wrong: Wrong } {
  const fields: Record<string, string> = {}
  const wrong = (column: Column, text: string, mend: string) => ({
    wrong: { column, value: row[column], wrong: text, mend },
  })
  const put = (cell: keyof Question['fields'], value: string) => {
    const name = question.fields[cell]
    if (name && value !== '') fields[name] = value
  }
  const answer = row.answer.trim()
  if (question.what === 'goal' && answer) {
    const code = codeOf(ratings, answer)
    if (!code)
      return wrong('answer', 'This is not a rating', `Write ${Object.values(ratings).join(', ').toLowerCase()}`)
    put('answer', code)
    const reason = row.reason.trim() && codeOf(notRatedReasons, row.reason)
    if (reason === undefined)
      return wrong(
        'reason',
        'This is not a reason for not rating',
        `Write one of: ${Object.values(notRatedReasons).join(', ').toLowerCase()}`,
      )
    put('reason', reason)
  } else if (question.what === 'outcome' && answer) {
    const rung = codeOf({ [notPlaced]: 'not placed' }, answer) ?? answer.replace(/\.0+$/, '')
    if (rung !== notPlaced && !/^([0-9]|10)$/.test(rung))
      return wrong('answer', 'This is not a rung', 'Write a whole number from 0 to 10, or not placed')
    put('answer', rung)
  } else if (question.what === 'recommendation' && answer) {
    const code = codeOf(reviewDecisions, answer)
    if (!code) return wrong('answer', 'This is not a recommendation', 'Write maintain, amend or cease')
    put('answer', code)
  } else if (question.what === 'adult social care' && answer) {
    const code = codeOf(careActAnswers, answer)
    if (!code)
      return wrong(
        'answer',
        'This is not an answer about adult social care',
        `Write one of: ${Object.values(careActAnswers).join('; ')}`,
      )
    put('answer', code)
  } else if (question.what === 'next goal') {
    const due = dateOf(row.due_on)
    if (row.due_on.trim() && !isDate(due))
      return wrong('due_on', 'This is not a date', 'Write it like 31/7/2027 or 2027-07-31')
    put('answer', answer)
    put('due_on', due)
    if (row.reason.trim() && !answer) {
      put('reason', row.reason.trim())
      fields[field.none(Number(question.id))] = 'yes'
    }
  } else put('answer', answer)
  put('comment', row.comment.trim())
  return { fields }
}
