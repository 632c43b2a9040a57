import { dateInWords } from '#domain/date.ts'
import { Tag, type TagColour } from '#govuk/index.ts'
import { isMessageKind, type MessageState, messageKinds, messageStates } from '#platform/mail/message-kind.ts'

const london = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' })

/** '14 March 2026, 09:30', in London. */
export function momentInWords(at: Date | string) {
  const [day = '', time = ''] = london.format(new Date(at)).split(' ')
  return `${dateInWords(day)}, ${time}`
}

const colours: Record<MessageState, TagColour> = {
  queued: 'blue',
  sent: 'green',
  bounced: 'red',
  failed: 'red',
  withheld: 'grey',
}

const isState = (text: string): text is MessageState => Object.hasOwn(messageStates, text)

export const StateTag = ({ state }: { state: string }) =>
  isState(state) ? <Tag colour={colours[state]}>{messageStates[state]}</Tag> : <>{state}</>

export const kindName = (kind: string) => (isMessageKind(kind) ? messageKinds[kind].name : kind)
