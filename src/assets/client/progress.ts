type Progress = { done: number; total: number; message?: string; finished?: boolean; next?: string }

const pause = 1000

/**
 * Asks the `data-poll` address how far the work is and moves the progress bar within. When it is finished the page
 * goes to `next`, or loads itself again. Without the script the page carries a link that does the same.
 */
export function followProgress(box: HTMLElement) {
  const address = box.dataset.poll
  const bar = box.querySelector('progress')
  const words = box.querySelector<HTMLElement>('[data-poll-words]')
  if (!address) return
  let failures = 0

  const ask = async () => {
    try {
      const answer = await fetch(address, { headers: { Accept: 'application/json' }, credentials: 'same-origin' })
      if (!answer.ok) throw new Error(String(answer.status))
      const progress = (await answer.json()) as Progress
      failures = 0
      if (bar && progress.total > 0) {
        bar.max = progress.total
        bar.value = progress.done
      }
      if (words && progress.message) words.textContent = progress.message
      if (progress.finished) {
        if (progress.next) location.assign(progress.next)
        else location.reload()
        return
      }
    } catch {
      failures += 1
      if (words && failures === 3) words.textContent = 'Still working. The connection is slow; this page will catch up.'
    }
    setTimeout(ask, pause * Math.min(1 + failures, 10))
  }
  void ask()
}
