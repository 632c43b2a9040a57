import { giasTypes } from '#domain/gias-type.ts'
import type { Tx } from '#platform/database/connect.ts'
import { addRow, send, sheet, type Value } from '#platform/database/copy.ts'
import type { SourceFile } from '#platform/transfer/source-file.ts'
import type { Recording } from '../recording/recording.ts'
import { runSql } from '../recording/run-sql.ts'
import {
  giasDay,
  isResidential,
  isUkprn,
  linkFrom,
  needsFrom,
  phaseFrom,
  postcodeFrom,
  typeNamed,
  wholeNumber,
} from './establishment.ts'
import { type FileShape, type GiasColumn, spineColumns } from './gias-columns.ts'
import { type GiasRow, giasRows } from './gias-table.ts'

/** The columns of gias_establishment as they are staged, each with the columns of the file that fill it. */
export const staged: Readonly<Record<string, { type: string; from: readonly GiasColumn[] }>> = {
  urn: { type: 'text', from: ['URN'] },
  name: { type: 'text', from: ['EstablishmentName'] },
  la_code: { type: 'smallint', from: ['LA (code)'] },
  la_name: { type: 'text', from: ['LA (name)'] },
  type_code: { type: 'smallint', from: ['TypeOfEstablishment (code)', 'TypeOfEstablishment (name)'] },
  type_name: { type: 'text', from: ['TypeOfEstablishment (name)'] },
  status: { type: 'smallint', from: ['EstablishmentStatus (code)'] },
  opened_on: { type: 'date', from: ['OpenDate'] },
  closed_on: { type: 'date', from: ['CloseDate'] },
  closed_reason: { type: 'text', from: ['ReasonEstablishmentClosed (name)'] },
  phase: { type: 'text', from: ['PhaseOfEducation (code)', 'StatutoryLowAge', 'StatutoryHighAge'] },
  low_age: { type: 'smallint', from: ['StatutoryLowAge'] },
  high_age: { type: 'smallint', from: ['StatutoryHighAge'] },
  capacity: { type: 'integer', from: ['SchoolCapacity'] },
  pupils: { type: 'integer', from: ['NumberOfPupils'] },
  ukprn: { type: 'text', from: ['UKPRN'] },
  section_41: { type: 'boolean', from: ['Section41Approved (name)'] },
  needs: { type: 'text[]', from: ['SEN1 (name)'] },
  resourced: { type: 'text', from: ['TypeOfResourcedProvision (name)'] },
  resourced_on_roll: { type: 'integer', from: ['ResourcedProvisionOnRoll'] },
  resourced_capacity: { type: 'integer', from: ['ResourcedProvisionCapacity'] },
  unit_on_roll: { type: 'integer', from: ['SenUnitOnRoll'] },
  unit_capacity: { type: 'integer', from: ['SenUnitCapacity'] },
  with_plan: { type: 'integer', from: ['SENStat'] },
  boarders: { type: 'text', from: ['Boarders (name)'] },
  ofsted_rating: { type: 'text', from: ['OfstedRating (name)'] },
  ofsted_on: { type: 'date', from: ['OfstedLastInsp'] },
  address: { type: 'text', from: ['Street', 'Locality', 'Address3', 'Town', 'County (name)'] },
  postcode: { type: 'text', from: ['Postcode'] },
  easting: { type: 'integer', from: ['Easting'] },
  northing: { type: 'integer', from: ['Northing'] },
  phone: { type: 'text', from: ['TelephoneNum'] },
  website: { type: 'text', from: ['SchoolWebsite'] },
  uprn: { type: 'text', from: ['UPRN'] },
  company_or_trust: { type: 'text', from: ['Trusts (name)'] },
}

export type Read = { establishments: number; byStatus: Map<number, number>; unknownTypes: number; newest: string }

const sendAt = 250_000
const names = ['row', ...Object.keys(staged), 'kind', 'sector', 'residential']

export async function makeGiasStages(tx: Tx): Promise<void> {
  const columns = Object.entries(staged).map(([name, { type }]) => `"${name}" ${type}`)
  await runSql(
    tx,
    `create temp table in_gias ("row" integer not null, ${columns.join(', ')}, kind text, sector text, residential boolean) on commit drop;
     create temp table in_gias_link ("row" integer not null, urn text, successor_urn text, kind text, on_date date) on commit drop`,
  )
}

/** Reads a file of establishments row by row into its place; a cell that says nothing sensible is told and left out. */
export async function stageEstablishments(
  tx: Tx,
  file: SourceFile,
  shape: Exclude<FileShape, 'links'>,
  { limits, problems, today, step }: Recording,
): Promise<Read> {
  const read: Read = { establishments: 0, byStatus: new Map(), unknownTypes: 0, newest: '' }
  const fold = (name: string) => (shape === 'spine' ? (spineColumns[name] ?? name) : name)
  const rows = sheet('in_gias', names)
  let bytes = 0
  for await (const row of giasRows(file, limits, problems, fold)) {
    const values = valuesOf(row, file.name, read, problems.add, today)
    if (values === undefined) continue
    read.establishments += 1
    addRow(rows, [row.row, ...values])
    if (rows.text.length < sendAt) continue
    bytes += rows.text.length
    await send(tx, rows)
    await step({ step: 'reading', file: file.name, done: Math.min(bytes * 2, file.size), of: file.size })
  }
  await send(tx, rows)
  await runSql(tx, 'create index on in_gias (urn); analyze in_gias')
  return read
}

type Add = Recording['problems']['add']

function valuesOf({ row, cell }: GiasRow, file: string, read: Read, add: Add, today: string): Value[] | undefined {
  const tell = (severity: 'error' | 'warning', column: GiasColumn, wrong: string, mend: string) =>
    add({ severity, file, row, column, value: cell(column), wrong, mend })
  const urn = cell('URN')
  const name = cell('EstablishmentName')
  if (!/^\d{6}$/.test(urn)) {
    tell('error', 'URN', 'A URN is 6 digits', 'Download the file again, and do not save it from a spreadsheet')
    return undefined
  }
  if (name === '') {
    tell('error', 'EstablishmentName', 'This is not given', 'Download the file again')
    return undefined
  }
  const day = (column: GiasColumn) => {
    const text = cell(column)
    if (text === '') return null
    const found = giasDay(text)
    if (found === undefined) tell('warning', column, 'This is not a day like 31-08-2023', 'It was left out')
    return found ?? null
  }
  const count = (column: GiasColumn) => {
    const text = cell(column)
    if (text === '' || text === '0.0') return text === '' ? null : 0
    const found = wholeNumber(text)
    if (found === undefined) tell('warning', column, 'This is not a whole number', 'It was left out')
    return found ?? null
  }
  const words = (column: GiasColumn) => cell(column) || null
  let [opened, closed] = [day('OpenDate'), day('CloseDate')]
  if (opened !== null && closed !== null && closed < opened) {
    tell('warning', 'CloseDate', `It closed before it opened (${cell('OpenDate')})`, 'The day it opened was left out')
    opened = null
  }
  const status = count('EstablishmentStatus (code)') ?? (closed === null ? 1 : 2)
  if (closed !== null && closed > today && status === 2) closed = null
  if (status === 2 && closed === null)
    tell('warning', 'CloseDate', 'It is closed, and GIAS does not say since when', 'It is kept as closed without a day')
  const ukprn = cell('UKPRN')
  if (ukprn !== '' && !isUkprn(ukprn)) tell('warning', 'UKPRN', 'A UKPRN is 8 digits, the first a 1', 'It was left out')
  const [low, high] = [count('StatutoryLowAge'), count('StatutoryHighAge')]
  const [easting, northing] = [count('Easting'), count('Northing')]
  const onGrid = easting !== null && northing !== null && easting > 0 && northing > 0
  const type = count('TypeOfEstablishment (code)') ?? typeNamed(cell('TypeOfEstablishment (name)'))
  if (type === null) read.unknownTypes += 1
  read.byStatus.set(status, (read.byStatus.get(status) ?? 0) + 1)
  const changed = giasDay(cell('LastChangedDate')) ?? ''
  if (changed > read.newest && changed <= today) read.newest = changed
  const needs = needsFrom(Array.from({ length: 13 }, (_, nth) => cell(`SEN${nth + 1} (name)`)))
  const meant = type === null ? undefined : giasTypes[type]
  const address = (['Street', 'Locality', 'Address3', 'Town', 'County (name)'] as const).map(cell)
  return [
    ...[urn, name, count('LA (code)'), words('LA (name)'), type, words('TypeOfEstablishment (name)'), status],
    ...[opened, closed, unless(cell('ReasonEstablishmentClosed (name)'), 'Not applicable')],
    ...[phaseFrom(cell('PhaseOfEducation (code)').replace(/^0(?=\d)/, ''), low, high), low, high],
    ...[count('SchoolCapacity'), count('NumberOfPupils'), isUkprn(ukprn) ? ukprn : null],
    ...[section41(cell('Section41Approved (name)')), `{${needs.join(',')}}`],
    unless(cell('TypeOfResourcedProvision (name)'), 'Not applicable'),
    ...[count('ResourcedProvisionOnRoll'), count('ResourcedProvisionCapacity')],
    ...[count('SenUnitOnRoll'), count('SenUnitCapacity'), count('SENStat'), words('Boarders (name)')],
    ...[words('OfstedRating (name)'), day('OfstedLastInsp')],
    ...[
      address.filter(part => part !== '' && part !== 'Not recorded').join(', ') || null,
      postcodeFrom(cell('Postcode')),
    ],
    ...[onGrid ? easting : null, onGrid ? northing : null, words('TelephoneNum'), words('SchoolWebsite')],
    ...[words('UPRN'), words('Trusts (name)')],
    ...[meant?.kind ?? null, meant?.sector ?? null, isResidential(cell('Boarders (name)'))],
  ]
}

const unless = (text: string, nothing: string) => (text === '' || text === nothing ? null : text)
const section41 = (text: string) => (/^approved/i.test(text) ? true : /^not approved/i.test(text) ? false : null)

export type LinksRead = { links: { urn: string; successor_urn: string; row: number }[]; other: number }

/** Reads the links file: who carries on as whom, each told once though GIAS tells it from both sides. */
export async function stageLinks(tx: Tx, file: SourceFile, { limits, problems }: Recording): Promise<LinksRead> {
  const read: LinksRead = { links: [], other: 0 }
  const rows = sheet('in_gias_link', ['row', 'urn', 'successor_urn', 'kind', 'on_date'])
  for await (const { row, cell } of giasRows(file, limits, problems, name => name)) {
    const [urn, other] = [cell('URN'), cell('LinkURN')]
    if (!/^\d{6}$/.test(urn) || !/^\d{6}$/.test(other)) {
      const column = /^\d{6}$/.test(urn) ? 'LinkURN' : 'URN'
      const wrong = 'A URN is 6 digits'
      problems.add({
        severity: 'warning',
        file: file.name,
        row,
        column,
        value: cell(column),
        wrong,
        mend: 'The link was left out',
      })
      continue
    }
    const link = linkFrom(urn, other, cell('LinkType'))
    if (link === undefined) {
      read.other += 1
      continue
    }
    read.links.push({ urn: link.urn, successor_urn: link.successor_urn, row })
    addRow(rows, [row, link.urn, link.successor_urn, link.kind, giasDay(cell('LinkEstablishedDate')) ?? null])
    if (rows.text.length > sendAt) await send(tx, rows)
  }
  await send(tx, rows)
  await runSql(tx, 'analyze in_gias_link')
  return read
}
