import { z } from 'zod'
import { ethnicities } from '#domain/ethnicity.ts'
import { sexes } from '#domain/sex.ts'
import { upnUnknownReasons } from '#domain/upn-unknown-reason.ts'
import { Input, Radios, Select } from '#govuk/index.ts'
import { DateField } from '#platform/http/fields.tsx'
import type { Answers } from '#platform/http/form.ts'
import { day, maybeOneOf, maybeWords, oneOf, words } from '#platform/http/typed.ts'
import type { Details } from './child.ts'

export const detailsForm = z.object({
  forename: words('Enter the first name', 100),
  surname: words('Enter the family name', 100),
  birth_date: day('Enter the date of birth, like 27 3 2014'),
  sex: oneOf(sexes, 'Choose the sex that is recorded'),
  upn: maybeWords(20),
  upn_unknown_reason: maybeOneOf(upnUnknownReasons, 'Choose a reason from the list'),
  uln: maybeWords(20),
  ethnicity: maybeOneOf(ethnicities, 'Choose from the list'),
  postcode: maybeWords(10),
})

const none = { value: '', text: '' }
const optionsOf = (table: Record<string, string>) => [
  none,
  ...Object.entries(table).map(([value, text]) => ({ value, text })),
]

/** The fields of a child's details, as typed or as they stand. */
export const DetailsFields = ({ answers, child }: { answers: Answers; child: Partial<Details> }) => (
  <>
    <Input
      name="forename"
      label="First name"
      value={answers.value('forename', child.forename)}
      error={answers.error('forename')}
      width={20}
      spellcheck={false}
    />
    <Input
      name="surname"
      label="Family name"
      value={answers.value('surname', child.surname)}
      error={answers.error('surname')}
      width={20}
      spellcheck={false}
    />
    <DateField
      name="birth_date"
      legend="Date of birth"
      hint="For example, 27 3 2014"
      standing={child.birth_date}
      answers={answers}
    />
    <Radios
      name="sex"
      legend="Sex"
      legendSize="s"
      inline
      items={Object.entries(sexes).map(([value, text]) => ({ value, text }))}
      value={answers.value('sex', child.sex)}
      error={answers.error('sex')}
    />
    <Input
      name="upn"
      label="Unique pupil number (UPN)"
      hint="A letter and 12 digits, or 11 digits and a letter while it is temporary"
      value={answers.value('upn', child.upn)}
      error={answers.error('upn')}
      width={20}
      spellcheck={false}
    />
    <Select
      name="upn_unknown_reason"
      label="Why there is no UPN"
      hint="Leave empty when there is one"
      items={optionsOf(upnUnknownReasons)}
      value={answers.value('upn_unknown_reason', child.upn_unknown_reason)}
      error={answers.error('upn_unknown_reason')}
    />
    <Input
      name="uln"
      label="Unique learner number (ULN)"
      hint="10 digits, from 14 or so"
      value={answers.value('uln', child.uln)}
      error={answers.error('uln')}
      width={10}
      inputmode="numeric"
      spellcheck={false}
    />
    <Select
      name="ethnicity"
      label="Ethnicity"
      items={optionsOf(ethnicities)}
      value={answers.value('ethnicity', child.ethnicity)}
      error={answers.error('ethnicity')}
    />
    <Input
      name="postcode"
      label="Home postcode"
      value={answers.value('postcode', child.postcode)}
      error={answers.error('postcode')}
      width={10}
      spellcheck={false}
    />
  </>
)
