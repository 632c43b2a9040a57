import { Button, Details, Heading, Input, Radios } from '#govuk/index.ts'
import type { Answers } from '#platform/http/form.ts'

type Person = { id: number; name: string; roleName: string; area_name: string }

export const SignIn = ({
  answers,
  next,
  token,
  people,
}: {
  answers: Answers
  next: string
  token: string
  people: Person[]
}) => (
  <>
    <Heading level={1} size="l">
      Sign in to Waymark
    </Heading>
    {people.length > 0 && (
      <form method="post" action="/sign-in">
        <input type="hidden" name="_csrf" value={token} />
        <input type="hidden" name="next" value={next} />
        <Radios
          name="membership"
          legend="Choose who to be in the demonstration"
          legendSize="m"
          hint="Everyone and everything here is invented. This choice is offered only on the machine that Waymark runs on."
          items={people.map(person => ({
            value: String(person.id),
            text: person.name,
            hint: `${person.roleName}, ${person.area_name}`,
          }))}
        />
        <Button>Continue</Button>
      </form>
    )}
    {people.length > 0 ? (
      <Details summary="Sign in with an account instead">
        <AccountForm answers={answers} next={next} token={token} />
      </Details>
    ) : (
      <AccountForm answers={answers} next={next} token={token} />
    )}
  </>
)

const AccountForm = ({ answers, next, token }: { answers: Answers; next: string; token: string }) => (
  <form method="post" action="/sign-in" novalidate>
    <input type="hidden" name="_csrf" value={token} />
    <input type="hidden" name="next" value={next} />
    <Input
      name="email"
      label="Email address"
      type="email"
      autocomplete="username"
      spellcheck={false}
      value={answers.value('email')}
      error={answers.error('email')}
    />
    <Input name="password" label="Password" type="password" autocomplete="current-password" />
    <Button>Sign in</Button>
  </form>
)

export const ChooseRole = ({ memberships, next, token }: { memberships: Person[]; next: string; token: string }) => (
  <>
    <form method="post" action="/sign-in/role">
      <input type="hidden" name="_csrf" value={token} />
      <input type="hidden" name="next" value={next} />
      <Radios
        name="membership"
        legend="How do you want to sign in?"
        legendSize="l"
        legendIsHeading
        items={memberships.map((m, index) => ({
          value: String(m.id),
          text: m.roleName,
          hint: m.area_name,
          checked: index === 0,
        }))}
      />
      <Button>Continue</Button>
    </form>
  </>
)
