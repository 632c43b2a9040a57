import { dateInWords } from '#domain/date.ts'
import { Tag } from '#govuk/index.ts'
import type { Recipient } from './queries.ts'

export const childOf = ({ forename, surname }: { forename: string; surname: string }) => `${forename} ${surname}`

/** How a letter reached somebody, or that it did not yet. */
export const HowItWent = ({ to }: { to: Recipient }) => {
  if (to.posted_on) return <>On paper, {dateInWords(to.posted_on)}</>
  if (to.state === 'sent') return <Tag colour="green">Told by email</Tag>
  if (to.state === 'queued') return <Tag colour="blue">Email waiting</Tag>
  return (
    <>
      <Tag colour="orange">To send on paper</Tag>
      {to.state && <> Email: {to.state_why}</>}
    </>
  )
}
