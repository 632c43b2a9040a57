import type { TestEvent } from 'node:test/reporters'

export type Outcome = { name: string; file: string; passed: boolean; skipped: boolean; ms: number }

/** A line of JSON for every test, for the runner to count. */
// oxlint-disable-next-line import/no-default-export -- node takes a reporter as the default export
export default async function* reporter(events: AsyncIterable<TestEvent>) {
  for await (const event of events) {
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue
    const { name, file = '', skip, details } = event.data
    if (details.type === 'suite') continue
    const outcome: Outcome = {
      name,
      file,
      passed: event.type === 'test:pass',
      skipped: skip !== undefined && skip !== false,
      ms: details.duration_ms,
    }
    yield `${JSON.stringify(outcome)}\n`
  }
}
