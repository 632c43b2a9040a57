import { Body, Button, DataTable, FileUpload, Heading, Link, List } from '#govuk/index.ts'
import { watched, witnessed } from '#platform/database/transaction.ts'
import { addressOf, asked } from '#platform/http/address.ts'
import { oneFile } from '#platform/http/one-file.ts'
import { ownForm } from '#platform/http/own-form.ts'
import { endpoint, page } from '#platform/http/page.tsx'
import { expired, goTo, send } from '#platform/http/send.tsx'
import { csvRows } from '#platform/transfer/csv.ts'
import { limits } from '#platform/transfer/limits.ts'
import { xlsxRows } from '#platform/transfer/xlsx-in.ts'
import { xlsx } from '#platform/transfer/xlsx-out.ts'
import { takeSpreadsheet } from '../spreadsheet/actions.ts'
import { mostReviews, openReviews } from '../spreadsheet/queries.ts'
import type { Problem } from '../spreadsheet/read.ts'
import { columns, rowsOf } from '../spreadsheet/rows.ts'
import { toReviews } from './parts.tsx'

const number = (text: string) => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined)

/** A whole class at once: down as a spreadsheet that is filled in as far as it goes, and up again. */
export const spreadsheet = page({
  path: '/reviews/spreadsheet',
  needs: 'reviews.record',
  load: async ({ tx, actor, query }) => {
    const provider = number(asked(query, 'placed'))
    const reviews = await openReviews(tx, actor, { provider })
    return { provider, many: reviews.length }
  },
  title: () => 'Reviews by spreadsheet',
  crumbs: () => [toReviews],
  view: ({ provider, many }) => (
    <>
      <Heading level={1}>Reviews by spreadsheet</Heading>
      <Body>
        Write the reports of several children at once: each goal, outcome and next step is a row. What is written here
        already is in it.
      </Body>
      <Heading level={2}>1. Download it</Heading>
      {many === 0 ? (
        <Body>No review waits for its report, and none is planned for the next six weeks.</Body>
      ) : (
        <>
          <Body>
            {many === 1 ? 'One review is' : `${many} reviews are`} in it: held and not reported, or planned for the next
            six weeks.{many === mostReviews && ' There are more: those with the earliest meetings come first.'}
          </Body>
          <Button href={addressOf('/reviews/spreadsheet.xlsx', { placed: provider })} variant="secondary">
            Download the spreadsheet
          </Button>
        </>
      )}
      <Heading level={2}>2. Fill in the answers</Heading>
      <List
        bullet
        items={[
          'Goals: not met, partially met, fully met, or not rated with a reason.',
          'Outcomes: the rung from 0 to 10, or not placed.',
          'Next goals: the goal and when it is due; or, with no goal, the reason why there is none.',
          'From Year 9: what adulthood needs, and whether adult social care should assess, in the words of the row.',
          'Leave empty what you will answer later. Nothing that is empty takes anything away.',
        ]}
      />
      <Upload />
      <Body>
        <Link href="/reviews/ready">See which reports are ready to be sent</Link>
      </Body>
    </>
  ),
})

const Upload = ({ error }: { error?: string }) => (
  <>
    <Heading level={2}>3. Send it back</Heading>
    <form method="post" action="/reviews/spreadsheet/upload" enctype="multipart/form-data" novalidate>
      <FileUpload
        name="file"
        label="The spreadsheet"
        hint="A workbook (.xlsx) or CSV, up to 5 MB"
        accept=".xlsx,.csv"
        error={error}
      />
      <Button preventDoubleClick>Check and save</Button>
    </form>
  </>
)

export const spreadsheetFile = endpoint({
  method: 'GET',
  path: '/reviews/spreadsheet.xlsx',
  needs: 'reviews.record',
  handle: async ({ db, actor, request, reply }) => {
    const provider = number(asked(request.query as Record<string, string>, 'placed'))
    const reviews = await watched(db, actor, async tx => {
      const found = await openReviews(tx, actor, { provider })
      for (const { id, child_id } of found)
        await witnessed(tx, actor, { act: 'review.downloaded', subject: 'review', subject_id: id, child_id })
      return found
    })
    const rows = reviews.flatMap(review => rowsOf(review, review.sheet, review.draft.fields))
    return reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', `attachment; filename="reviews-${actor.today}.xlsx"`)
      .header('cache-control', 'private, no-store')
      .send(xlsx([{ name: 'Reviews', header: columns, rows: rows.map(row => columns.map(name => row[name])) }]))
  },
})

const most = 5 * 1024 * 1024

export const spreadsheetUpload = endpoint({
  method: 'POST',
  path: '/reviews/spreadsheet/upload',
  needs: 'reviews.record',
  handle: async ({ db, actor, request, reply }) => {
    const file = await oneFile(request, most)
    if (file && !ownForm(request, file.token)) return expired(request, reply)
    const again = (problems: Problem[]) =>
      send(request, reply.code(422), {
        title: 'Error: Reviews by spreadsheet',
        crumbs: [toReviews, { text: 'Reviews by spreadsheet', href: '/reviews/spreadsheet' }],
        body: <Problems problems={problems} />,
      })
    if (!file?.name)
      return again([{ row: null, wrong: 'No file was chosen', mend: 'Choose the spreadsheet and send it again' }])
    if (!file.bytes)
      return again([{ row: null, wrong: 'The file is larger than 5 MB', mend: 'Take out what is not needed' }])
    const rows = await rowsIn(file.bytes)
    if ('broken' in rows) return again([rows.broken])
    const result = await takeSpreadsheet(db, actor, rows.rows)
    if ('refused' in result) return again(result.problems)
    const said = result.taken === 1 ? 'One review is saved' : `${result.taken} reviews are saved`
    return goTo(reply, '/reviews/ready', `${said}. Nothing is sent yet`)
  },
})

/** A workbook is a zip, and begins like one; anything else is read as CSV. */
async function rowsIn(bytes: Buffer): Promise<{ rows: string[][] } | { broken: Problem }> {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return xlsxRows(bytes)
  const rows: string[][] = []
  for await (const part of csvRows(once(bytes), limits)) {
    if ('broken' in part) return part
    rows.push(...part.rows)
  }
  return { rows }
}

async function* once(bytes: Buffer) {
  yield bytes
}

const Problems = ({ problems }: { problems: Problem[] }) => (
  <>
    <Heading level={1}>Nothing was saved</Heading>
    <Body>
      {problems.length === 1 ? 'One thing is to be mended' : `${problems.length} things are to be mended`} in the file.
      Mend it and send it again: what is saved is always the whole file.
    </Body>
    <DataTable
      caption="What is to be mended"
      rows={problems.slice(0, 100)}
      columns={[
        { title: 'Row', cell: ({ row }) => row ?? 'Whole file', nowrap: true },
        { title: 'Column', cell: ({ column }) => column ?? '' },
        { title: 'What it says', cell: ({ value }) => (value ?? '').slice(0, 100) },
        {
          title: 'What is wrong, and how to mend it',
          cell: ({ wrong, mend }) => (
            <>
              {wrong}.<br />
              {mend}.
            </>
          ),
        },
      ]}
      empty="Nothing"
    />
    <Upload />
  </>
)
