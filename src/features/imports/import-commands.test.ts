import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { WrongUse } from '#platform/command.ts'
import { atWork } from '#test/office.ts'
import { fileOf, message, type Node, person } from '#test/sen2-parts.ts'
import { importSen2Command } from './commands.ts'

test('a return with very many warnings is summed up on the terminal, and each is in the CSV that was asked for', () =>
  atWork(async ({ db, owner, today }) => {
    const place = await mkdtemp(join(tmpdir(), 'waymark-many-'))
    const many: Node[] = Array.from({ length: 300 }, (_, nth) =>
      person({ UPN: '', UPNunknown: 'UN1', Forename: `Ash${nth}`, Ethnicity: 'NONE' }),
    )
    const path = join(place, 'return.xml')
    for await (const bytes of fileOf('return.xml', message(many)).read()) await writeFile(path, bytes)
    const out: string[] = []
    const terminal = {
      db,
      owner,
      today,
      out: async (text: string) => void out.push(text),
      err: () => {},
      config: {} as never,
    }
    const run = (problems: string) =>
      importSen2Command.run(terminal, { words: [path], options: { area: '206', 'dry-run': true, problems } })
    const csv = join(place, 'problems.csv')
    assert.equal(await run(csv), 0)
    const said = out.join('')
    assert.match(said, /warning, 300 times: return\.xml, Person\/Ethnicity: .* \(first in lines \d+, \d+, \d+\)\./)
    assert.ok(said.split('\n').length < 20, said)
    assert.match(said, /Every problem is in .*problems\.csv/)
    const lines = (await readFile(csv, 'utf8')).split('\n')
    assert.equal(lines[0], 'severity,file,row,column,value,wrong,mend')
    assert.equal(lines.filter(line => line.includes('Person/Ethnicity')).length, 300)
    await assert.rejects(run(csv), WrongUse, 'a file that is there is not written over')
    await rm(place, { recursive: true })
  }))
