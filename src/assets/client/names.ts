const key = 'waymark-names'
const hiddenClass = 'waymark-names-hidden'

/** The button in the header: names become initials on every page of this tab until it is pressed again. */
export function hideNames() {
  const button = document.querySelector<HTMLButtonElement>('[data-hide-names]')
  const title = document.title
  const show = () => {
    const hidden = document.body.classList.contains(hiddenClass)
    document.title = hidden ? withInitials(title) : title
    if (!button) return
    button.setAttribute('aria-pressed', String(hidden))
    button.textContent = hidden ? 'Show names' : 'Hide names'
  }
  button?.addEventListener('click', () => {
    const hidden = document.body.classList.toggle(hiddenClass)
    try {
      sessionStorage.setItem(key, hidden ? 'hidden' : 'shown')
    } catch {
      // Storage is switched off: this page only.
    }
    show()
  })
  show()
}

/** The page's title is in the tab, where a projector shows it too. */
function withInitials(title: string) {
  for (const name of document.querySelectorAll('[data-name]')) {
    const full = name.querySelector('.waymark-name__full')?.textContent
    const initials = name.querySelector('.waymark-name__initials')?.textContent
    if (full && initials) title = title.replaceAll(full, initials)
  }
  return title
}
