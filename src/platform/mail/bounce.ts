/** What a mail that came back says: of which message, whether for good, and in its words. */
export type Bounce = { area_id: number; token: string; forGood: boolean; said: string }

const known = /\b(\d{1,3})-([0-9a-f]{32})(?=@)/

/**
 * Reads a delivery report (RFC 3464), or any mail to a message's own return path. The path it came to is looked at
 * first, then the number of the message that it encloses. Undefined: it is about no message of ours.
 */
export function readBounce(mail: string): Bounce | undefined {
  const text = mail.replaceAll(/\r\n?/g, '\n').replaceAll(/\n[ \t]+/g, ' ')
  const end = text.indexOf('\n\n')
  const headers = end < 0 ? text : text.slice(0, end)
  const found = known.exec(headers) ?? known.exec(text)
  const area_id = Number(found?.[1])
  const token = found?.[2]
  if (!token || area_id < 1 || area_id > 999) return undefined
  const field = (name: string) => new RegExp(`^${name}:[ \\t]*(.+)$`, 'im').exec(text)?.[1]?.trim()
  const [action, status] = [field('Action')?.toLowerCase(), field('Status')]
  const said = field('Diagnostic-Code')?.replace(/^smtp;\s*/i, '') ?? status ?? field('Subject') ?? 'It came back'
  return { area_id, token, forGood: action ? action === 'failed' : !status?.startsWith('4'), said: said.slice(0, 500) }
}
