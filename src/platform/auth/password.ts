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

/** NCSC's advice: length and no well-known words, and no rules about kinds of characters. */
export function refusePassword(password: string): string | undefined {
  if (password.length < 12) return 'Password must be 12 characters or more. Three random words work well'
  if (password.length > 200) return 'Password must be 200 characters or fewer'
  if (/^(.)\1+$/.test(password) || /^(password|letmein|qwerty|waymark)/i.test(password)) {
    return 'Choose a password that is harder to guess'
  }
  return undefined
}
