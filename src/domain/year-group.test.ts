import assert from 'node:assert/strict'
import { test } from 'node:test'
import { yearGroup, yearGroupName } from './year-group.ts'

test('someone born on 31 August is a year group above someone born the next day', () => {
  assert.equal(yearGroup('2009-08-31', 2024), 11)
  assert.equal(yearGroup('2009-09-01', 2024), 10)
})

test('year groups run from before nursery to past 19', () => {
  assert.equal(yearGroup('2020-03-01', 2024), 0)
  assert.equal(yearGroup('2021-10-10', 2024), -2)
  assert.equal(yearGroup('2024-10-10', 2024), -5)
  assert.equal(yearGroup('2000-05-05', 2024), 20)
  assert.equal(yearGroup('2012-02-29', 2024), 8)
})

test('year groups are called what schools call them', () => {
  assert.equal(yearGroupName(0), 'Reception')
  assert.equal(yearGroupName(-1), 'Nursery second year')
  assert.equal(yearGroupName(-3), 'Before nursery')
  assert.equal(yearGroupName(9), 'Year 9')
})
