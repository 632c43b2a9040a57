import { execFile } from 'node:child_process'
import { createReadStream, createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { SaxesParser } from 'saxes'
import { sen2Xml } from '#features/imports/reading/sen2-xml.ts'
import { limits } from '#platform/transfer/limits.ts'
import { problemTable } from '#platform/transfer/problem.ts'
import { sen2Return } from '#test/sen2-return.ts'
import { type Contender, interleaved, median, ratio } from './rounds.ts'

const run = promisify(execFile)

export type Sen2 = { mb: number; mbPerSecond: Record<string, number>; ofXmllint: number | null; ofSaxes: number }

const waymark = 'Waymark, read and checked'
const bare = 'saxes, bare'
const xmllint = 'xmllint --stream'

/** A SEN2 return read and checked as an import does before it asks the database, beside two that only parse. */
export async function sen2Speed(folder: string, plans: number, rounds: number): Promise<Sen2> {
  const path = `${folder}/sen2.xml`
  await pipeline(Readable.from(sen2Return({ lea: 201, year: 2026, plans })), createWriteStream(path))
  const { size } = await stat(path)
  const hasXmllint = await run('xmllint', ['--version']).then(
    () => true,
    () => false,
  )
  const readChecked = async () => {
    const problems = problemTable()
    const file = { name: 'sen2.xml', size, read: () => createReadStream(path, { highWaterMark: 256 * 1024 }) }
    let persons = 0
    for await (const read of sen2Xml(file, { area_id: 201, today: '2026-03-02', limits, problems })) {
      persons += read.persons.length
    }
    if (persons !== plans || problems.count.error > 0) throw new Error(`${persons} persons of ${plans} were read`)
  }
  const parseOnly = async () => {
    const parser = new SaxesParser({ xmlns: false, position: false })
    let persons = 0
    parser.on('opentag', ({ name }) => {
      if (name === 'Person') persons += 1
    })
    for await (const text of createReadStream(path, { highWaterMark: 256 * 1024, encoding: 'utf8' })) parser.write(text)
    parser.close()
    if (persons !== plans) throw new Error(`${persons} persons of ${plans} were parsed`)
  }
  const contenders: Contender[] = [
    { name: waymark, run: readChecked },
    { name: bare, run: parseOnly },
    ...(hasXmllint ? [{ name: xmllint, run: () => run('xmllint', ['--stream', '--noout', path]) }] : []),
  ]
  const times = await interleaved(contenders, rounds)
  const mb = size / 1e6
  return {
    mb,
    mbPerSecond: Object.fromEntries([...times].map(([name, list]) => [name, (mb * 1000) / median(list)])),
    ofXmllint: hasXmllint ? ratio(times, xmllint, waymark) : null,
    ofSaxes: ratio(times, bare, waymark),
  }
}
