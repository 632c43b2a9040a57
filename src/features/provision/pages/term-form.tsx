import { z } from 'zod'
import { deliveries } from '#domain/delivery.ts'
import { type TermOfYear, termCode } from '#domain/term.ts'
import { amount, sections } from '#features/plans/index.ts'
import { Body, Button, Checkboxes, Heading, Input, Link, Name, Radios, Switch } from '#govuk/index.ts'
import { addressOf } from '#platform/http/address.ts'
import type { Answers } from '#platform/http/form.ts'
import { field } from '../delivery.ts'
import type { LineOfTerm } from '../queries.ts'
import { reportable, termTitle } from '../views.tsx'

/** Every field of the form as it was typed: which there are, the lines say. */
export const typedFields = z
  .record(z.string(), z.union([z.string(), z.array(z.string())]))
  .transform(fields => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value].flat().at(-1)])))

/** Which term is reported on: the present one, or one of those before. */
export const TermSwitch = ({ path, term, today }: { path: string; term: TermOfYear; today: string }) => (
  <Switch
    label="Term"
    items={reportable(today)
      .slice(0, 4)
      .map(one => ({
        text: termTitle(one),
        href: addressOf(path, { term: termCode(one) }),
        current: termCode(one) === termCode(term),
      }))}
  />
)

/** Each line with how much of it was given, child by child. */
export const TermForm = ({
  lines,
  answers,
  named,
}: {
  lines: readonly LineOfTerm[]
  answers: Answers
  /** Whether the children are named: they are several. */
  named: boolean
}) => (
  <form method="post" novalidate>
    {[...Map.groupBy(lines, ({ child_id }) => child_id).values()].map(own => (
      <div class="waymark-give">
        {named && own[0] && (
          <Heading level={2} size="m">
            <Link href={`/children/${own[0].child_id}#provision`}>
              <Name full={`${own[0].forename} ${own[0].surname}`} />
            </Link>
          </Heading>
        )}
        {own.map(line => (
          <LineGiven line={line} answers={answers} whose={named ? `${line.forename} ${line.surname}` : undefined} />
        ))}
      </div>
    ))}
    {lines.some(({ standing }) => standing === null) && (
      <Checkboxes
        name={field.rest}
        small
        items={[
          {
            value: 'all',
            text: 'Every line that I have not answered above was given in full',
          },
        ]}
        values={answers.values(field.rest)}
      />
    )}
    <Button preventDoubleClick>Save</Button>
  </form>
)

const LineGiven = ({ line, answers, whose }: { line: LineOfTerm; answers: Answers; whose: string | undefined }) => {
  const { id, standing } = line
  const promised = [amount(line), line.ratio].filter(Boolean).join(', ')
  const section = sections[line.section as keyof typeof sections].split(':')[0]
  const of = (what: string) => (
    <>
      {what}
      <span class="govuk-visually-hidden">
        {' '}
        of {line.text}
        {whose && `, ${whose}`}
      </span>
    </>
  )
  return (
    <div class="waymark-give__line">
      <input type="hidden" name={field.was(id)} value={standing?.recorded_act ?? ''} />
      <Radios
        name={field.given(id)}
        legend={line.text}
        legendSize="s"
        hint={[section, promised ? `promised ${promised}` : 'no hours are promised', line.delivered_by]
          .filter(Boolean)
          .join(', ')}
        inline
        small
        error={answers.error(field.given(id))}
        value={answers.value(field.given(id), standing?.given)}
        items={Object.entries(deliveries).map(([value, text]) => ({ value, text }))}
      />
      <div class="waymark-give__more">
        {line.hours !== null && (
          <Input
            name={field.hours(id)}
            label={of(`Hours given ${line.per === null ? '' : `a ${line.per}`}`)}
            width={4}
            inputmode="decimal"
            error={answers.error(field.hours(id))}
            value={answers.value(field.hours(id), standing?.hours)}
          />
        )}
        <Input
          name={field.note(id)}
          label={of('Note')}
          error={answers.error(field.note(id))}
          value={answers.value(field.note(id), standing?.note)}
        />
      </div>
    </div>
  )
}

export const HowToAnswer = () => (
  <Body>
    Say of each line how much was given. Hours only if they were other than promised, counted as the plan counts them.
    Leave out what you cannot answer for: it can be said later, here or at the review.
  </Body>
)
