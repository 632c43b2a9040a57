import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { checkUln } from './uln.ts'
import { checkUpn } from './upn.ts'

const vectors = readFileSync(new URL('../../test/data/upn_uln_vectors.csv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map(line => line.split(','))

test('every UPN of the shared vectors is judged as its peers judge it', () => {
  const upns = vectors.filter(([kind]) => kind === 'UPN')
  assert.ok(upns.length > 20)
  for (const [, value = '', verdict, note] of upns) assert.equal(checkUpn(value).verdict, verdict, `${value} ${note}`)
})

test('every ULN of the shared vectors is judged as its peers judge it', () => {
  const ulns = vectors.filter(([kind]) => kind === 'ULN')
  assert.ok(ulns.length > 10)
  for (const [, value = '', verdict, note] of ulns) {
    assert.equal(checkUln(value).verdict.replace('_', ' '), verdict, `${value} ${note}`)
  }
})

test('a UPN with a wrong check letter is told the right one', () => {
  const verdict = checkUpn('R247962919251')
  assert.ok(verdict.verdict === 'invalid')
  assert.match(verdict.wrong, /calls for Q/)
})

test('a UPN is kept in capitals, and one that ends with a letter is temporary', () => {
  assert.deepEqual(checkUpn(' t20110001804v '), { verdict: 'valid', upn: 'T20110001804V', temporary: true })
  assert.deepEqual(checkUpn('R201100018042'), { verdict: 'valid', upn: 'R201100018042', temporary: false })
})

test('a UPN whose only fault is an I, an O or an S says so', () => {
  const [first, last] = [checkUpn('I201100018042'), checkUpn('N20110001804S')]
  assert.ok(first.verdict === 'invalid' && last.verdict === 'invalid')
  assert.match(first.wrong, /check letter/)
  assert.match(last.wrong, /last letter/)
})

test('a ULN whose sum leaves 0 is refused, and ten nines mean that none is known', () => {
  const none = checkUln('8817882240')
  assert.ok(none.verdict === 'invalid')
  assert.match(none.wrong, /No ULN begins/)
  assert.equal(checkUln('9999999999').verdict, 'not_given')
  assert.equal(checkUln('').verdict, 'missing')
})
