import { Body, Button, Heading, Input, Lead, Link } from '#govuk/index.ts'
import type { Answers } from '#platform/http/form.ts'
import { type Catalogue, type Language, languages } from '../words/catalogue.ts'

type DoorProps = { words: Catalogue; language: Language; answers: Answers; fromLink: boolean; token: string }

/** A code and a date of birth: nothing here says whether there is such a code. */
export const Door = ({ words: { door }, language, answers, fromLink, token }: DoorProps) => (
  <div class="waymark-family">
    <Languages language={language} code={fromLink ? answers.value('code') : ''} />
    <Heading level={1}>{door.title}</Heading>
    <Lead>{door.lead}</Lead>
    <form method="post" action="/family" novalidate>
      <input type="hidden" name="_csrf" value={token} />
      <input type="hidden" name="lang" value={language} />
      <input type="hidden" name="kept" value={answers.value('kept')} />
      {fromLink ? (
        <>
          <input type="hidden" name="link" value="yes" />
          <input type="hidden" name="code" value={answers.value('code')} />
        </>
      ) : (
        <Input
          name="code"
          label={door.code}
          labelSize="m"
          hint={door.codeHint}
          width={20}
          autocomplete="off"
          spellcheck={false}
          classes="waymark-code-input"
          error={answers.error('code')}
          value={answers.value('code')}
        />
      )}
      <Born door={door} answers={answers} />
      <Button preventDoubleClick>{door.go}</Button>
    </form>
  </div>
)

/** As GOV.UK's date input, with the words of each language. */
const Born = ({ door, answers }: { door: Catalogue['door']; answers: Answers }) => {
  const error = answers.error('born')
  return (
    <div class={error ? 'govuk-form-group govuk-form-group--error' : 'govuk-form-group'}>
      <fieldset class="govuk-fieldset" aria-describedby={`born-hint${error ? ' born-error' : ''}`}>
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">{door.born}</legend>
        <div id="born-hint" class="govuk-hint">
          {door.bornWhy} {door.bornHint}
        </div>
        {error && (
          <p id="born-error" class="govuk-error-message">
            {error}
          </p>
        )}
        <div class="govuk-date-input" id="born-date">
          {(['day', 'month', 'year'] as const).map(part => (
            <div class="govuk-date-input__item">
              <Input
                name={`born-${part}`}
                id={part === 'day' ? 'born' : `born-${part}`}
                label={door[part]}
                labelClasses="govuk-date-input__label"
                inputmode="numeric"
                autocomplete="off"
                classes={`govuk-date-input__input${error ? ' govuk-input--error' : ''} govuk-input--width-${part === 'year' ? 4 : 2}`}
                value={answers.value(`born-${part}`)}
              />
            </div>
          ))}
        </div>
      </fieldset>
    </div>
  )
}

const Languages = ({ language, code }: { language: Language; code: string }) => (
  <p class="govuk-body waymark-family__languages">
    {(Object.keys(languages) as Language[]).map(one => (
      <span lang={languages[one].tag}>
        {one === language ? (
          <strong aria-current="true">{languages[one].name}</strong>
        ) : (
          <Link href={`${code ? `/family/link/${encodeURIComponent(code)}` : '/family'}?lang=${one}`}>
            {languages[one].name}
          </Link>
        )}
      </span>
    ))}
  </p>
)

export const CannotOpen = ({ title, why, next }: { title: string; why: string; next: string }) => (
  <div class="waymark-family">
    <Heading level={1}>{title}</Heading>
    <Lead>{why}</Lead>
    <Body>{next}</Body>
  </div>
)

export const GoneAway = ({ words: { left } }: { words: Catalogue }) => (
  <div class="waymark-family">
    <Heading level={1}>{left.title}</Heading>
    <Lead>{left.body}</Lead>
  </div>
)
