import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asDownload, tidyName } from './kinds.ts'

test('a name ends as its kind does, whatever it said', () => {
  assert.equal(tidyName('Report.PDF', 'pdf'), 'Report.pdf')
  assert.equal(tidyName('photo.exe', 'jpeg'), 'photo.jpg')
  assert.equal(tidyName('IMG_0001.JPEG', 'jpeg'), 'IMG_0001.jpeg')
  assert.equal(tidyName('notes', 'text'), 'notes.txt')
  assert.equal(tidyName('scores.csv', 'text'), 'scores.csv')
  assert.equal(tidyName('v1.2 final', 'pdf'), 'v1.pdf')
})

test('a name has no folder, no control, nothing that turns it round, and an end', () => {
  assert.equal(tidyName('C:\\Users\\x\\break.txt', 'text'), 'break.txt')
  assert.equal(tidyName('../../etc/passwd', 'text'), 'passwd.txt')
  assert.equal(tidyName('a\u202Egpj.exe', 'jpeg'), 'agpj.jpg')
  assert.equal(tidyName('a\r\nx: y\0.txt', 'text'), 'ax_ y.txt')
  assert.equal(tidyName('...', 'pdf'), 'file.pdf')
  assert.equal(tidyName('', 'pdf'), 'file.pdf')
  assert.equal(tidyName(`${'é'.repeat(500)}.txt`, 'text'), `${'é'.repeat(120)}.txt`)
})

test('a download says its name to old readers and new', () => {
  assert.equal(asDownload('note.txt'), `attachment; filename="note.txt"; filename*=UTF-8''note.txt`)
  assert.equal(
    asDownload('Zoë’s “day”.pdf'),
    `attachment; filename="Zoe_s _day_.pdf"; filename*=UTF-8''Zo%C3%AB%E2%80%99s%20%E2%80%9Cday%E2%80%9D.pdf`,
  )
  assert.equal(
    asDownload(`it's (1)*.txt`),
    `attachment; filename="it's (1)*.txt"; filename*=UTF-8''it%27s%20%281%29%2A.txt`,
  )
})
