import type { SourceFile } from '#platform/transfer/source-file.ts'
import { type XmlHandler, xmlParts } from '#platform/transfer/xml.ts'
import { readHeader, type Sen2Header } from '../sen2-header.ts'
import { documentedItem, type ItemName, membersOf, type PartName, pathOf } from '../sen2-items.ts'
import { columnOf, type Note, type Part, type Sen2Check } from '../sen2-part.ts'
import { readPerson, type Sen2Person } from '../sen2-person.ts'
import { finish, type Sen2Read, type Sen2Reading, startTally } from './sen2-reading.ts'

/** Far more than any child has: requests, assessments, plans, placements and needs together. */
const mostParts = 500

/** Reads a return as XML and checks it, a few persons at a time. Everything that is wrong goes to the problems. */
export async function* sen2Xml(file: SourceFile, reading: Sen2Reading): AsyncGenerator<Sen2Read> {
  const { limits, problems } = reading
  const gatherer = gather(file.name, reading)
  for await (const part of xmlParts(file.read(), limits, gatherer.handler)) {
    if (part !== 'read') {
      const { column = null, value = null, ...broken } = part.broken
      problems.add({ severity: 'error', file: file.name, column, value, ...broken })
      return
    }
    const read = gatherer.take()
    if (read !== undefined) yield read
    if (gatherer.stopped()) return
  }
  gatherer.end()
}

/** Makes persons of the elements as they come. */
function gather(file: string, { area_id, today, problems }: Sen2Reading) {
  const stack: Part[] = []
  const empty = new Map<string, { count: number; row: number }>()
  const tally = startTally()
  let persons: Sen2Person[] = []
  let header: Sen2Header | undefined
  let headerTold = false
  let check: Sen2Check | undefined
  let item: ItemName | undefined
  let itemRow = 0
  /** Elements deep inside one that is not read. */
  let skipping = 0
  let partsHere = 0
  let stopped = false

  const note: Note = (severity, part, name, wrong, mend) => {
    const found = name === null ? undefined : part.items[name]
    const value = found?.text ?? null
    problems.add({ severity, file, row: found?.row ?? part.row, column: columnOf(part, name), value, wrong, mend })
  }
  const stop = (row: number, column: string | null, wrong: string, mend: string) => {
    stopped = true
    problems.add({ severity: 'error', file, row, column, value: null, wrong, mend })
  }

  const startPart = (name: PartName, row: number, parent: Part | undefined) => {
    if (++partsHere > mostParts)
      stop(row, name, 'One person has more parts than any child could', 'Check how the file was made')
    const part: Part = { name, file, path: pathOf(name), row, items: {}, parts: [] }
    if (parent !== undefined && name !== 'Person') parent.parts.push(part)
    stack.push(part)
  }

  const unknown = (name: string, row: number, part: Part) => {
    const known = documentedItem(part.name, name)
    const column = `${part.path}/${name}`
    if (known === undefined) {
      skipping = 1
      problems.add({
        severity: 'warning',
        file,
        row,
        column,
        value: null,
        wrong: 'This is no item of the return, and was not read',
        mend: 'Check its name',
      })
      return
    }
    item = known
    itemRow = row
    problems.add({
      severity: 'warning',
      file,
      row,
      column,
      value: null,
      wrong: `The documented name of this item is ${known}`,
      mend: `It was read as ${known}; have its maker correct the name`,
    })
  }

  const handler: XmlHandler = {
    open(name, row) {
      if (stopped) return
      if (skipping > 0) {
        skipping++
        return
      }
      const part = stack.at(-1)
      if (part === undefined) {
        if (name === 'Message') startPart('Message', row, undefined)
        else stop(row, name, 'This is not a SEN2 return', 'Choose the file that was made for COLLECT')
        return
      }
      if (item !== undefined) {
        stop(row, `${part.path}/${item}`, `There is an element inside ${item}`, 'Check how the file was made')
        return
      }
      const member = membersOf(part.name).get(name)
      if (member === undefined) unknown(name, row, part)
      else if (member.item === undefined) startPart(member.part, row, part)
      else {
        item = member.item
        itemRow = row
      }
    },
    close(_name, text) {
      if (stopped) return
      if (skipping > 0) {
        skipping--
        return
      }
      const part = stack.at(-1)
      if (part === undefined) return
      if (item !== undefined) {
        closeItem(part, item, text.trim())
        item = undefined
        return
      }
      stack.pop()
      if (part.name === 'Person') closePerson(part)
      else if (part.name === 'Header') closeHeader(part)
    },
  }

  function closeItem(part: Part, name: ItemName, text: string) {
    if (text === '') {
      const before = empty.get(name)
      if (before === undefined) empty.set(name, { count: 1, row: itemRow })
      else before.count++
    } else if (part.items[name] !== undefined)
      note('warning', part, name, 'This is given twice', 'Take one out; the first was read')
    else part.items[name] = { text, row: itemRow }
  }

  function closeHeader(part: Part) {
    header = readHeader(part, area_id, note)
    partsHere = 0
    if (header === undefined) stopped = true
    else check = { year: header.year, census_on: header.census_on, today, note }
  }

  function closePerson(part: Part) {
    partsHere = 0
    if (check === undefined)
      stop(part.row, 'Person', 'The first person stands before the header', 'Put the header first')
    else {
      persons.push(readPerson(check, part, tally.reviews))
      tally.persons++
    }
  }

  return {
    handler,
    stopped: () => stopped,
    /** What has come since the last time. */
    take(): Sen2Read | undefined {
      if (header !== undefined && !headerTold) {
        headerTold = true
        return { header, persons: persons.splice(0) }
      }
      if (persons.length === 0) return undefined
      const read = { persons }
      persons = []
      return read
    },
    end: () => finish(file, problems, tally, header !== undefined, empty),
  }
}
