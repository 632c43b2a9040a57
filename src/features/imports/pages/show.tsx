import { z } from 'zod'
import {
  Body,
  Button,
  ButtonGroup,
  DataTable,
  Heading,
  InsetText,
  Link,
  Paging,
  Progress,
  SummaryList,
  Tag,
  WarningText,
} from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { howFar, isGoingOn, kindWords, stateWords, tableName } from '../import-words.ts'
import { confirmImport } from '../jobs.ts'
import { importOf, problemsOf } from '../queries.ts'
import { moment, pageNumber, stateColour } from '../views.tsx'

export const show = page({
  path: '/imports/:id',
  needs: 'imports.run',
  load: async ({ tx, actor, params, query }) => {
    const about = await importOf(tx, actor, params.id)
    return about && { about, problems: await problemsOf(tx, actor, about.id, pageNumber(query.page)) }
  },
  form: z.object({ act: z.literal('confirm') }),
  submit: async ({ db, actor }, { about }) => {
    const begun = await confirmImport(db, actor, about)
    return begun
      ? { to: `/imports/${about.id}` }
      : {
          refused: [
            {
              field: 'confirm',
              message: 'This file is not waiting to be imported any more. Look at how it stands now',
            },
          ],
        }
  },
  title: ({ about }) => about.file_name,
  crumbs: () => [{ text: 'Imports', href: '/imports' }],
  view: ({ about, problems }) => {
    const { id, state, counts, progress, header } = about
    const far = howFar(progress)
    return (
      <>
        <Heading level={1} caption={kindWords[about.kind]}>
          {about.file_name}
        </Heading>
        <Body>
          <Tag colour={stateColour[state]}>{stateWords[state]}</Tag> Sent in {moment(about.started_at)}
          {about.by && `, by ${about.by}`}
        </Body>
        {isGoingOn(state) && (
          <Progress
            poll={`/imports/${id}/progress`}
            done={far.done}
            total={100}
            words={far.words}
            refresh={`/imports/${id}`}
          />
        )}
        {state === 'refused' && (
          <WarningText>
            {problems.errors === 1 ? 'There is an error' : `There are ${problems.errors} errors`} in this file, so
            nothing was imported. Mend what the table says, and <Link href="/imports/new">bring it in again</Link>.
          </WarningText>
        )}
        {state === 'failed' && (
          <WarningText>
            This was interrupted, and nothing of it was written. Bring the file in again; if that happens twice, tell
            whoever looks after Waymark for you.
          </WarningText>
        )}
        {state === 'checked' && (
          <>
            <InsetText>
              The file can be imported.{' '}
              {problems.warnings > 0 && 'What is only doubtful is let through, and kept as something to do. '}
              Nothing has been written yet.
            </InsetText>
            <form method="post" action={`/imports/${id}`} id="confirm">
              <input type="hidden" name="act" value="confirm" />
              <ButtonGroup>
                <Button preventDoubleClick>Import it</Button>
                <Link href="/imports">Leave it for now</Link>
              </ButtonGroup>
            </form>
          </>
        )}
        {state === 'done' && (
          <InsetText>
            It is in the records, and in every picture. <Link href="/to-do">What is still missing</Link> is a list that
            shrinks as people fill it.
          </InsetText>
        )}
        {Object.keys(counts).length > 0 && (
          <DataTable
            caption={state === 'checked' ? 'What it would change' : 'What it changed'}
            rows={Object.entries(counts)}
            columns={[
              { title: 'Records', cell: ([table]) => tableName(table) },
              { title: 'Read', cell: ([, { read }]) => read.toLocaleString('en-GB'), numeric: true },
              { title: 'New', cell: ([, { added }]) => added.toLocaleString('en-GB'), numeric: true },
              { title: 'Changed', cell: ([, { changed }]) => changed.toLocaleString('en-GB'), numeric: true },
              {
                title: 'As before',
                cell: ([, { read, added, changed }]) => (read - added - changed).toLocaleString('en-GB'),
                numeric: true,
              },
            ]}
          />
        )}
        {problems.errors + problems.warnings > 0 && (
          <>
            <DataTable
              caption={`Problems: ${problems.errors} to mend before it can be imported, ${problems.warnings} let through`}
              rows={problems.rows}
              columns={[
                {
                  title: 'Kind',
                  cell: row => (
                    <Tag colour={row.severity === 'error' ? 'red' : 'yellow'}>
                      {row.severity === 'error' ? 'Error' : 'Warning'}
                    </Tag>
                  ),
                },
                {
                  title: 'Where',
                  cell: row =>
                    [
                      row.file === about.file_name ? '' : row.file,
                      row.row === null ? '' : `row ${row.row}`,
                      row.column ?? '',
                    ]
                      .filter(part => part !== '')
                      .join(', ')
                      .replaceAll('/', '/\u200b'),
                },
                { title: 'What it says', cell: row => row.value ?? '' },
                { title: 'What is wrong', cell: row => row.wrong },
                { title: 'How to mend it', cell: row => row.mend },
              ]}
            />
            <Paging
              page={problems.page}
              total={problems.errors + problems.warnings}
              href={to => `/imports/${id}?page=${to}`}
              what={problems.errors + problems.warnings === 1 ? 'problem' : 'problems'}
            />
          </>
        )}
        {Object.keys(header).length > 0 && (
          <>
            <Heading level={2}>What the file says of itself</Heading>
            <SummaryList
              rows={Object.entries(header).map(([key, value]) => ({
                key: key.replaceAll('_', ' '),
                value: String(value ?? 'Not given'),
              }))}
            />
          </>
        )}
        {state === 'done' && (
          <Body>
            <Link href={`/imports/${id}/undo`}>Take this import back</Link>
          </Body>
        )}
      </>
    )
  },
})
