import { Body, Button, Details, Heading, Input, Radios } from '#govuk/index.ts'
import type { Answers } from '#platform/http/form.ts'
import type { Kept } from './kept.ts'

type Person = { id: number; name: string; roleName: string; area_name: string }

/** What every form before the session carries: its token, where to go afterwards, and a form that came too late. */
type Carried = { token: string; next: string; kept?: string | undefined }

const Carry = ({ token, next, kept }: Carried) => (
  <>
    <input type="hidden" name="_csrf" value={token} />
    <input type="hidden" name="next" value={next} />
    {kept && <input type="hidden" name="kept" value={kept} />}
  </>
)

export const SignIn = ({ answers, people, ...carried }: Carried & { answers: Answers; people: Person[] }) => (
  <>
    <Heading level={1} size="l">
      Sign in to Waymark
    </Heading>
    {people.length > 0 ? (
      <>
        <ChoosePerson people={people} answers={answers} {...carried} />
        <Details summary="Sign in with an account instead" open={answers.error('email') !== undefined}>
          <AccountForm answers={answers} {...carried} />
        </Details>
      </>
    ) : (
      <AccountForm answers={answers} {...carried} />
    )}
  </>
)

const ChoosePerson = ({ people, answers, ...carried }: Carried & { people: Person[]; answers: Answers }) => (
  <form method="post" action="/sign-in">
    <Carry {...carried} />
    <Radios
      name="membership"
      legend="Choose who to be in the demonstration"
      legendSize="m"
      small
      error={answers.error('membership')}
      hint="Everyone and everything here is invented. This choice is offered only on the machine that Waymark runs on."
      items={people.map(person => ({
        value: String(person.id),
        text: person.name,
        hint: person.name.includes(person.area_name) ? undefined : `${person.roleName}, ${person.area_name}`,
      }))}
    />
    <Button>Continue</Button>
  </form>
)

const AccountForm = ({ answers, ...carried }: Carried & { answers: Answers }) => (
  <form method="post" action="/sign-in" novalidate>
    <Carry {...carried} />
    <Input
      name="email"
      label="Email address"
      type="email"
      width={30}
      autocomplete="username"
      spellcheck={false}
      value={answers.value('email')}
      error={answers.error('email')}
    />
    <Input
      name="password"
      label="Password"
      type="password"
      width={20}
      hint="The first time, the one-time password that you were given."
      autocomplete="current-password"
    />
    <Button>Sign in</Button>
  </form>
)

export const ChooseRole = ({ memberships, ...carried }: Carried & { memberships: Person[] }) => (
  <form method="post" action="/sign-in/role">
    <Carry {...carried} />
    <Radios
      name="membership"
      legend="How do you want to sign in?"
      legendSize="l"
      legendIsHeading
      hint="You can change to another role later, from your account."
      items={memberships.map((m, index) => ({
        value: String(m.id),
        text: m.roleName,
        hint: m.area_name,
        checked: index === 0,
      }))}
    />
    <Button>Continue</Button>
  </form>
)

/** Their own from now on. Where another area's account must be shown to be theirs, the one they have. */
export const OwnPassword = ({
  answers,
  email,
  confirm,
  ...carried
}: Carried & { answers: Answers; email: string; confirm: boolean }) => (
  <form method="post" action="/sign-in/password" novalidate>
    <Carry {...carried} />
    <Heading level={1} size="l">
      {confirm ? 'Enter your own password' : 'Choose your own password'}
    </Heading>
    <Body>
      {confirm
        ? 'You have an account already. Enter its password to take up your new role.'
        : 'The one-time password has done its work. From now on you sign in with a password that only you know.'}
    </Body>
    <input type="hidden" name="username" value={email} autocomplete="username" />
    <Input
      name="password"
      label={confirm ? 'Your password' : 'New password'}
      type="password"
      width={20}
      hint={confirm ? undefined : '12 characters or more. Three random words work well.'}
      autocomplete={confirm ? 'current-password' : 'new-password'}
      error={answers.error('password')}
    />
    {!confirm && (
      <Input
        name="password_again"
        label="The same again"
        type="password"
        width={20}
        autocomplete="new-password"
        error={answers.error('password_again')}
      />
    )}
    <Button>Continue</Button>
  </form>
)

/** Shown on signing in again, to the same person: the form as they had filled it in, for them to see and send. */
export const TypedBefore = ({ kept }: { kept: Kept }) => (
  <form method="post" action={kept.to}>
    <input type="hidden" name="_again" value="1" />
    {kept.typed.map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <Heading level={1} size="l">
      You are signed in again
    </Heading>
    <Body>What you had typed has not been saved. Look at it once more, then send it.</Body>
    <Button>Show what I typed</Button>
    <Body>
      <a class="govuk-link" href="/">
        Leave it and go to your home page
      </a>
    </Body>
  </form>
)
