/** Work that goes on in this process after the answer was sent. What must survive a restart keeps its state in the database. */
const running = new Set<Promise<void>>()

/** Begins `work` without waiting for it; what goes wrong is told to `failed` and ends nothing else. */
export function later(work: () => Promise<unknown>, failed: (error: unknown) => void): void {
  const job: Promise<void> = work()
    .then(
      () => {},
      error => failed(error),
    )
    .finally(() => running.delete(job))
  running.add(job)
}

/** Waits for all that is going on: before the process ends, and in tests. */
export async function allDone(): Promise<void> {
  while (running.size > 0) await Promise.all(running)
}
