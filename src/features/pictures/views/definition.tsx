import { dateInWords } from '#domain/date.ts'
import { Body, Heading, InsetText, Link, SummaryList } from '#govuk/index.ts'
import { measureNames } from '../picture.ts'
import { definitions, statement } from '../picture-words.ts'
import type { Question } from '../question.ts'

/** What a picture counts, how, from what, and what it does not say. */
export const DefinitionOf = ({ question, today, named }: { question: Question; today: string; named?: boolean }) => {
  const { says, formula, source, caveats, owner } = definitions[question.measure]
  const id = named ? `definition-${question.measure}` : 'definition'
  return (
    <section class="waymark-definition" aria-labelledby={id}>
      <Heading level={2} id={id}>
        {named ? `${measureNames[question.measure]}: what this counts` : 'What this counts'}
      </Heading>
      <SummaryList
        rows={[
          { key: 'What it says', value: says },
          { key: 'How it is worked out', value: formula },
          { key: 'Where it comes from', value: source },
          { key: 'Mind', value: caveats },
          { key: 'Here', value: statement(question, dateInWords(question.known_on ?? today)) },
          { key: 'Looked after by', value: owner },
        ]}
      />
    </section>
  )
}

/** Said plainly over a picture of an earlier day. */
export const KnownThen = ({ question, now, since }: { question: Question; now: string; since: string }) =>
  question.known_on === null ? null : (
    <InsetText>
      <Body>
        <strong>{`As known on ${dateInWords(question.known_on)}.`}</strong> What was recorded or corrected later is not
        in these figures.
      </Body>
      <Body>
        <Link href={since}>What has changed since</Link> · <Link href={now}>As known today</Link>
      </Body>
    </InsetText>
  )

/** Said where a published picture is too thin to show any of it. */
export const Withheld = ({ withheld }: { withheld: readonly string[] | undefined }) =>
  withheld && withheld.length > 0 ? (
    <Body>
      {withheld.includes('all')
        ? 'Too few children for anything of this to be published.'
        : `Too few children for anything to be published of ${withheld.join(', ')}.`}
    </Body>
  ) : null
