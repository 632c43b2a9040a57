import { z } from 'zod'
import { Body, Button, DataTable, EmptyState, Heading, InsetText, Lead, VisuallyHidden } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { deadJobs, jobsStanding, workerSeen } from '#platform/jobs/queue.ts'
import { sendMessage } from '#platform/mail/send-message.ts'
import { retryJob } from '../actions.ts'
import { remindArea } from '../jobs.ts'
import { momentInWords } from '../views.tsx'

const words: Record<string, string> = Object.fromEntries([sendMessage, remindArea].map(kind => [kind.name, kind.words]))
const wordsOf = (name: string) => words[name] ?? name

export const jobs = page({
  path: '/messages/jobs',
  needs: 'settings.edit',
  load: async ({ tx, actor }) => ({
    standing: await jobsStanding(tx, actor),
    dead: await deadJobs(tx, actor),
    worker: await workerSeen(tx),
  }),
  form: z.object({ job: z.uuid('Reload the page and try again') }),
  submit: async ({ db, actor }, _, { job }) => {
    const again = await retryJob(db, actor, job)
    return 'refused' in again ? again : { to: '/messages/jobs', said: 'It is in the queue again' }
  },
  title: () => 'What goes on by itself',
  crumbs: () => [{ text: 'Messages', href: '/messages' }],
  view: ({ standing, dead, worker }) => (
    <>
      <Heading level={1}>What goes on by itself</Heading>
      <Lead>Messages are sent and reminders are made by the server, a little after they are asked for.</Lead>
      {worker?.alive ? (
        <Body quiet>{`At work, last heard of on ${momentInWords(worker.at)}.`}</Body>
      ) : (
        <InsetText>
          Nobody is at work: what waits here is done once the server runs again.
          {worker && ` Last heard of on ${momentInWords(worker.at)}.`}
        </InsetText>
      )}
      <DataTable
        caption="In the queue"
        rows={standing}
        columns={[
          { title: 'What', cell: ({ name }) => wordsOf(name) },
          { title: 'Waiting', numeric: true, cell: row => row.waiting },
          { title: 'To be tried again', numeric: true, cell: row => row.again },
          { title: 'Under way', numeric: true, cell: row => row.active },
          { title: 'Given up', numeric: true, cell: row => row.failed },
          { title: 'Done', numeric: true, cell: row => row.done },
        ]}
        empty={
          <EmptyState title="Nothing has been asked for yet">
            <Body>Reminders are made every morning at 7.</Body>
          </EmptyState>
        }
      />
      <Heading level={2}>Given up</Heading>
      <DataTable
        caption="Given up, latest first"
        captionHidden
        rows={dead}
        columns={[
          { title: 'What', cell: ({ name }) => wordsOf(name) },
          { title: 'When', cell: ({ at }) => momentInWords(at) },
          { title: 'Tries', numeric: true, cell: ({ tries }) => tries },
          { title: 'Why', cell: ({ why }) => why },
          {
            title: 'Again',
            cell: ({ id, name }) => (
              <form method="post" noValidate>
                <input type="hidden" name="job" value={id} />
                <Button variant="secondary">
                  Try again<VisuallyHidden>: {wordsOf(name)}</VisuallyHidden>
                </Button>
              </form>
            ),
          },
        ]}
        empty={<Body>Nothing was given up in the last 90 days.</Body>}
      />
    </>
  ),
})
