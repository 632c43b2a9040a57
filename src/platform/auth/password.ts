import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

/** OWASP's figures for Argon2id: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }

/** The hash to keep, in PHC form, so that a later change of cost still reads this one. */
export async function hashPassword(password: string) {
  const nonce = randomBytes(16)
  const tag = await derive('argon2id', { ...cost, message: Buffer.from(password.normalize('NFKC')), nonce })
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${bare(nonce)}$${bare(tag)}`
}

const bare = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')

/** Takes as long for an account that does not exist as for a wrong password. */
export async function passwordMatches(password: string, hash: string | null) {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash ?? '')
  const [, memory, passes, parallelism, nonce, kept] = parts ?? []
  const tag = await derive('argon2id', {
    memory: Number(memory ?? cost.memory),
    passes: Number(passes ?? cost.passes),
    parallelism: Number(parallelism ?? cost.parallelism),
    tagLength: cost.tagLength,
    message: Buffer.from(password.normalize('NFKC')),
    nonce: nonce ? Buffer.from(nonce, 'base64') : Buffer.alloc(16),
  })
  const wanted = Buffer.from(kept ?? '', 'base64')
  return wanted.length === tag.length && timingSafeEqual(wanted, tag)
}

/** The words anybody would try first: a password of these, numbers and signs is no password. */
const wellKnown =
  /pass ?w[o0]rd|letmein|qwert(y(uiop)?)?|asdf(gh(jkl)?)?|zxcv(bnm?)?|waymark|iloveyou|admin(istrator)?|welcome|football|liverpool|arsenal|abc(def)?|secret|changeme|default|correct ?horse|battery ?staple/g

/** NCSC's advice: length, no well-known words, nothing about its owner, and no rules about kinds of characters. */
export function refusePassword(password: string, owner: { email?: string; name?: string } = {}): string | undefined {
  const length = [...password].length
  if (length < 12) return 'Password must be 12 characters or more. Three random words work well'
  if (length > 200) return 'Password must be 200 characters or fewer'
  const plain = password.toLowerCase()
  const own = [owner.email?.split('@')[0], ...(owner.name?.split(/[\s,]+/) ?? [])].filter(
    word => word && word.length > 3,
  )
  if (own.some(word => plain.includes(String(word).toLowerCase())))
    return 'Password must not have your name or email address in it'
  const left = plain.replaceAll(wellKnown, '').replaceAll(/[^\p{L}]/gu, '')
  if (new Set(plain).size < 5 || left.length < 4) return 'Choose a password that is harder to guess'
  return undefined
}
