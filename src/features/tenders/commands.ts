import { waymarkItself } from '#platform/access/actor.ts'
import { areaOf, type Command, type Terminal, WrongUse } from '#platform/command.ts'
import { kyselyOn } from '#platform/database/connect.ts'
import { read } from '#platform/database/transaction.ts'
import { openZip } from '#platform/transfer/zip.ts'
import { lastLink, type RecordFile, recordFiles, wrongWith } from './record-files.ts'

export const verifyTenderCommand: Command = {
  name: 'verify-tender',
  usage: 'PATH [--link HASH] | --tender NUMBER [--area CODE]',
  summary: 'Hold the record of an awarded tender against its chain of hashes: one taken out as a zip, or the rows here',
  options: { link: { type: 'string' }, tender: { type: 'string' }, area: { type: 'string' } },
  run: async (terminal, { words, options }) => {
    const [path, ...more] = words
    if (more.length > 0 || (path === undefined) === (options.tender === undefined))
      throw new WrongUse('verify-tender takes the path of a record, or --tender with a number')
    const wrong =
      path === undefined
        ? await inDatabase(terminal, String(options.tender), options.area)
        : await inZip(path, options.link === undefined ? undefined : String(options.link))
    for (const one of wrong) await terminal.out(`${one}\n`)
    if (wrong.length === 0) await terminal.out('The record is as it was kept: nothing was changed, left out or added\n')
    return wrong.length === 0 ? 0 : 1
  },
}

async function inZip(path: string, link: string | undefined): Promise<string[]> {
  const bundle = await openZip(path)
  if ('refused' in bundle) return bundle.refused.map(({ wrong }) => wrong)
  const files: RecordFile[] = []
  for (const { name, read: contents } of bundle.files) {
    const parts: Buffer[] = []
    for await (const part of contents()) parts.push(Buffer.from(part))
    files.push({ name, text: Buffer.concat(parts).toString('utf8') })
  }
  bundle.close()
  return wrongWith(files, link)
}

/** What was kept when the award was confirmed, and the same files made again from the rows as they are now. */
async function inDatabase({ owner, today }: Terminal, number: string, area: unknown): Promise<string[]> {
  if (!/^[1-9]\d{0,14}$/.test(number)) throw new WrongUse('--tender must be the number in its address')
  const area_id = await areaOf({ owner }, area)
  const { rows } = await owner.query<{ window_id: string; sha256: string; files: RecordFile[] }>(
    `select k.window_id, k.sha256, k.files from tender_record k join tender_window w on w.area_id = k.area_id and w.id = k.window_id
     where k.area_id = $1 and w.round_id = $2 order by w.number`,
    [area_id, number],
  )
  if (rows.length === 0) return ['No record of this tender is kept here']
  const wrong: string[] = []
  for (const { window_id, sha256, files } of rows) {
    if (lastLink(files) !== sha256) wrong.push('The record that is kept was changed: it does not come to its last link')
    const now = await read(kyselyOn(owner), waymarkItself(area_id, today), tx =>
      recordFiles(tx, waymarkItself(area_id, today), Number(number), Number(window_id)),
    )
    for (const { name, text } of files)
      if (now.find(one => one.name === name)?.text !== text) wrong.push(`${name} is not what the rows say now`)
    for (const { name } of now) if (!files.some(one => one.name === name)) wrong.push(`${name} was not in the record`)
  }
  return wrong
}
