import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { calendar, folded } from './calendar.ts'

test('a calendar has one whole day for each date, named the same each time it is asked', () => {
  const event = {
    id: 'review-7-decision',
    on: '2026-12-31',
    title: 'A.E.: decision',
    words: 'One, two; three',
    href: 'http://x/reviews/7',
  }
  const text = calendar('Waymark', [event], '20260302T070000Z', 'waymark.example')
  assert.match(text, /UID:review-7-decision@waymark\.example\r\n/)
  assert.match(text, /DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n/)
  assert.match(text, /DESCRIPTION:One\\, two\\; three\r\n/)
  assert.ok(text.endsWith('END:VCALENDAR\r\n'))
})

test('no line is longer than 75 octets, and unfolding gives back what was written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), given => {
      const line = given.replaceAll(/[\r\n]/g, '')
      const lines = folded(line).split('\r\n')
      assert.ok(lines.every(one => Buffer.byteLength(one) <= 75))
      assert.equal(lines.map((one, nth) => (nth === 0 ? one : one.slice(1))).join(''), line)
    }),
  )
})
