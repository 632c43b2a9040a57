const wait = 1500

/**
 * Posts a form to its `data-autosave` address a moment after each change, with all its fields (the CSRF token is one)
 * and `X-Waymark-Autosave: 1`. The server answers 2xx when kept; anything else is said, and nothing typed is lost.
 */
export function saveAsYouGo(form: HTMLFormElement) {
  const address = form.dataset.autosave
  if (!address) return
  const status = form.querySelector<HTMLElement>('[data-autosave-status]')
  let timer: ReturnType<typeof setTimeout> | undefined
  let changes = 0
  let saved = 0
  let sending = false

  /** In the words of the page, which are in its language. */
  const say = (which: 'saved' | 'changed' | 'notYet' | 'offline') => {
    if (status) status.textContent = (status.dataset[which] ?? '').replace('{time}', clock())
  }

  const save = async () => {
    if (sending) return
    sending = true
    const upTo = changes
    try {
      const answer = await fetch(address, {
        method: 'POST',
        body: typed(form),
        headers: { 'X-Waymark-Autosave': '1', Accept: 'application/json' },
        credentials: 'same-origin',
        redirect: 'manual',
        keepalive: true,
      })
      if (answer.ok) {
        saved = upTo
        say('saved')
      } else if (answer.status === 409) {
        say('changed')
      } else {
        say('notYet')
      }
    } catch {
      say('offline')
      timer = setTimeout(save, wait * 8)
    } finally {
      sending = false
    }
    if (changes > upTo) timer = setTimeout(save, wait)
  }

  const changed = () => {
    changes += 1
    clearTimeout(timer)
    timer = setTimeout(save, wait)
  }

  form.addEventListener('input', changed)
  form.addEventListener('change', changed)
  form.addEventListener('submit', () => {
    clearTimeout(timer)
    saved = changes
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && changes > saved) void save()
  })
}

/** All that was typed. The token that makes a form count once is left for when it is truly sent. */
function typed(form: HTMLFormElement) {
  const fields = [...new FormData(form)].filter((field): field is [string, string] => typeof field[1] === 'string')
  return new URLSearchParams(fields.filter(([name]) => name !== '_once'))
}

const clock = () => new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
