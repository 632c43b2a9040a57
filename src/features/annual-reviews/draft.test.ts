import assert from 'node:assert/strict'
import { test } from 'node:test'
import { merge, pick } from './draft.ts'

const names = ['rating-1', 'comment-1']
const before = { 'rating-1': 'not_met', 'comment-1': 'Some days.' }

test('where nobody else changed anything, what was typed stands', () =>
  assert.deepEqual(merge(before, before, { 'rating-1': 'fully_met', 'comment-1': '' }, names), {
    fields: { 'rating-1': 'fully_met', 'comment-1': '' },
    clashes: [],
  }))

test('changes to different fields of one page are both kept', () =>
  assert.deepEqual(
    merge(before, { ...before, 'comment-1': 'Most days.' }, { ...before, 'rating-1': 'partially_met' }, names),
    { fields: { 'rating-1': 'partially_met', 'comment-1': 'Most days.' }, clashes: [] },
  ))

test('a field that both changed, and differently, is for somebody to choose', () =>
  assert.deepEqual(
    merge(before, { ...before, 'comment-1': 'Most days.' }, { ...before, 'comment-1': 'Every day.' }, names).clashes,
    ['comment-1'],
  ))

test('two people who typed the same agree', () =>
  assert.deepEqual(
    merge(before, { ...before, 'rating-1': 'fully_met' }, { ...before, 'rating-1': 'fully_met' }, names).clashes,
    [],
  ))

test('what one emptied and the other rewrote is a difference too', () =>
  assert.deepEqual(
    merge(before, { ...before, 'comment-1': '' }, { ...before, 'comment-1': 'Every day.' }, names).clashes,
    ['comment-1'],
  ))

test('two people who both start on an empty page are shown where they differ', () =>
  assert.deepEqual(merge({}, { 'rating-1': 'fully_met' }, { 'rating-1': 'not_met', 'comment-1': 'x' }, names), {
    fields: { 'rating-1': 'not_met', 'comment-1': 'x' },
    clashes: ['rating-1'],
  }))

test('only the fields of the page are kept, with one kind of line end', () =>
  assert.deepEqual(pick({ 'comment-1': ' one\r\ntwo ', other: 'x', 'rating-1': ['a', 'b'] }, names), {
    'rating-1': 'b',
    'comment-1': 'one\ntwo',
  }))
