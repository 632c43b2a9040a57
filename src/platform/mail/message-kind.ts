/**
 * Kinds of message. A person may ask not to get a kind by e-mail, unless the law says that it must be sent:
 * what is statutory is sent all the same.
 */
export const messageKinds = {
  reminders: { name: 'Reminders of statutory dates', statutory: false },
  letter: { name: 'A letter or notice is ready', statutory: true },
  review_invitation: { name: 'Invitations to a review', statutory: true },
  advice_request: { name: 'Requests for advice', statutory: true },
  advice_chased: { name: 'Second requests for advice', statutory: false },
  family_link: { name: 'Links for a family to say their views', statutory: true },
  term_list: { name: 'Lists of the reviews of a term', statutory: true },
  documents: { name: 'Documents that run out', statutory: false },
  agreements: { name: 'Agreements to sign, and answers to them', statutory: false },
  other: { name: 'Other messages', statutory: false },
} as const

export type MessageKind = keyof typeof messageKinds

export const isMessageKind = (text: string): text is MessageKind => Object.hasOwn(messageKinds, text)

export const messageStates = {
  queued: 'Waiting to be sent',
  sent: 'Sent',
  bounced: 'Came back',
  failed: 'Not sent',
  withheld: 'Not sent',
} as const

export type MessageState = keyof typeof messageStates

/** Why a message is kept and not sent. */
export const withheld = {
  no_address: 'No e-mail address is known',
  quiet: 'They asked not to get these by e-mail',
  demonstration: 'Demonstration: nothing leaves the building',
  secret_gone: 'The code in it was kept nowhere. Make a new link',
  no_mail_server: 'No mail server is configured',
} as const
