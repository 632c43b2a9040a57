import { createTransport } from 'nodemailer'

/** What a mail server is handed, word for word. */
export type Outgoing = {
  to: { name: string; address: string }
  title: string
  text: string
  html: string
  /** By which a message that bounces is known: "206-5f3c…". */
  token: string
  /** Where a person says they do not want this kind by e-mail; none for what the law says must be sent. */
  quietAt?: string | undefined
}

/** Taken by the mail server; refused by it for good; or to be tried again. */
export type Handed = { answer: 'taken' | 'refused' | 'later'; said: string }

export type Mailer = {
  hand: ((outgoing: Outgoing) => Promise<Handed>) | undefined
  close: () => void
}

export type MailSettings = {
  /** smtp://user:password@host:port, or smtps:// */
  server: string
  /** Waymark <send@council.example> */
  from: string
  /** Where bounces go: bounces@council.example, which takes bounces+anything@ too. */
  bounces: string
}

export const noMail: Mailer = { hand: undefined, close: () => {} }

/** The way out by SMTP; without settings there is none, and messages are kept as not sent. */
export function mailer(settings: MailSettings | undefined): Mailer {
  if (!settings) return noMail
  const { server, from, bounces } = settings
  const transport = createTransport({
    url: server,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as Parameters<typeof createTransport>[0])
  const hand = async ({ to, title, text, html, token, quietAt }: Outgoing): Promise<Handed> => {
    try {
      const { response } = await transport.sendMail({
        from,
        to,
        subject: title,
        text,
        html,
        envelope: { from: returnPath(bounces, token), to: to.address },
        messageId: `<${token}@${domainOf(bounces)}>`,
        headers: {
          'auto-submitted': 'auto-generated',
          'x-auto-response-suppress': 'All',
          ...(quietAt && { 'list-unsubscribe': `<${quietAt}>` }),
        },
      })
      return { answer: 'taken', said: response }
    } catch (error) {
      return refusalOf(error as Refused)
    }
  }
  return { hand, close: () => transport.close() }
}

/** Each message has a return path of its own, so whatever comes back says of which it speaks. */
function returnPath(bounces: string, token: string) {
  const at = bounces.lastIndexOf('@')
  return `${bounces.slice(0, at)}+${token}${bounces.slice(at)}`
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1)

type Refused = Error & { code?: string; responseCode?: number; response?: string }

/** A 5 about the address or the message is for good. A 4, a server that is not there or one that will not let us in is not. */
function refusalOf({ code, responseCode = 0, response, message }: Refused): Handed {
  const forGood = responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')
  return { answer: forGood ? 'refused' : 'later', said: response ?? message }
}
