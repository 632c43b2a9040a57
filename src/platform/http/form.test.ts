import assert from 'node:assert/strict'
import { test } from 'node:test'
import { joinDates } from './form.ts'

test('what nobody can type or see is taken out of what was typed', () =>
  assert.deepEqual(joinDates({ why: ' a\0b\u0007 \u202ec\r\nd\te ', many: ['x\0', 'y'] }), {
    why: 'ab c\r\nd\te',
    many: ['x', 'y'],
  }))
