import { dateInWords, isDate } from '#domain/date.ts'

/** Acts whose own words do not say it well enough. The rest read as they are named: 'review.sent' is "Review sent". */
const words: Record<string, string> = {
  'account.closed': 'Account closed',
  'api_key.made': 'API key made',
  'api_key.revoked': 'API key revoked',
  'audit_trail.exported': 'Audit trail taken out as a file',
  'audit_trail.seen': 'Trail of a child read',
  'child.seen': 'Child’s record seen',
  'child.joined': 'Two records of a child joined',
  'child.separated': 'Joined records separated again',
  'evidence.seen': 'Evidence opened',
  'evidence.refused': 'Evidence refused: malware',
  'one_time_password.made': 'One-time password made',
  'password.changed': 'Own password changed',
  'password.chosen': 'Own password chosen',
  'person.changed': 'Name or email address changed',
  'person.signed_out_elsewhere': 'Signed out elsewhere',
  'person.signed_out_everywhere': 'Signed out everywhere by an administrator',
  'role.child_added': 'Child added to a family’s role',
  'role.child_removed': 'Child taken from a family’s role',
  'role.institution_added': 'Institution added to a role',
  'role.institution_removed': 'Institution taken from a role',
  'term.changed': 'Days on which terms begin changed',
  'term_list.sent': 'Lists of the term sent',
  'term_list.seen': 'List of the term seen',
  'term_list.downloaded': 'List of the term taken out as a file',
  'role.taken_up': 'Role taken up',
}

export function actWords(act: string): string {
  const known = words[act]
  if (known) return known
  const plain = act.replaceAll(/[._]/g, ' ')
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}

/** What an entry says besides, short enough for a line: names of parts and their values, one level deep. */
export function detailWords(detail: unknown): string {
  if (typeof detail !== 'object' || detail === null) return ''
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]) => `${name.replaceAll('_', ' ')}: ${valueWords(value)}`)
    .join('; ')
}

const longest = 120

function valueWords(value: unknown): string {
  if (typeof value === 'string' && isDate(value)) return dateInWords(value)
  const text =
    typeof value === 'object'
      ? JSON.stringify(value)
          .replaceAll(/[{}"[\]]/g, '')
          .replaceAll(/[:,]/g, '$& ')
      : String(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
