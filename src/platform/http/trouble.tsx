import { Body, Heading } from '#govuk/index.ts'

export const Missing = () => (
  <>
    <Heading level={1}>Page not found</Heading>
    <Body>
      If you typed the address, check that it is right. If you followed a link, what it led to may have moved, or may
      not be yours to see.
    </Body>
    <Body>
      <a class="govuk-link" href="/">
        Go to your home page
      </a>
    </Body>
  </>
)

/** `request` is the number that finds this in the log: nothing else about what happened is shown. */
export const Trouble = ({ status, request }: { status: number; request: string }) =>
  status === 403 ? (
    <>
      <Heading level={1}>This page has expired</Heading>
      <Body>
        You may have signed out, or in again, since you opened it. Nothing was saved. Go back, reload the page and send
        it again.
      </Body>
    </>
  ) : status === 413 ? (
    <>
      <Heading level={1}>That is too large to send</Heading>
      <Body>Nothing was saved. Go back and send a smaller file or less text.</Body>
    </>
  ) : status === 429 ? (
    <>
      <Heading level={1}>Too many tries</Heading>
      <Body>Wait a few minutes and try again.</Body>
    </>
  ) : status === 503 ? (
    <>
      <Heading level={1}>This takes too long</Heading>
      <Body>
        The answer was not there after half a minute, so we stopped looking for it. Nothing was changed. Go back and ask
        for less: fewer years, one school, or what is known today in place of a day long past.
      </Body>
      <Body>If it happens again, tell whoever looks after Waymark for you, with this number: {request}</Body>
    </>
  ) : (
    <>
      <Heading level={1}>Sorry, something went wrong</Heading>
      <Body>Nothing was saved by what you did last. Go back and try again.</Body>
      <Body>If it happens again, tell whoever looks after Waymark for you, with this number: {request}</Body>
    </>
  )
