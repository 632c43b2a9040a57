import {
  Accordion,
  Button,
  CharacterCount,
  Checkboxes,
  createAll,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
} from 'govuk-frontend'
import { saveAsYouGo } from './autosave.ts'
import { hideNames } from './names.ts'
import { followProgress } from './progress.ts'

// Everything works without this file. It only makes some of it quicker.
createAll(Accordion)
createAll(Button)
createAll(CharacterCount)
createAll(Checkboxes)
createAll(ErrorSummary)
createAll(FileUpload)
createAll(NotificationBanner)
createAll(Radios)
createAll(ServiceNavigation)
createAll(SkipLink)
createAll(Tabs)

hideNames()
document.querySelectorAll<HTMLFormElement>('form[data-autosave]').forEach(saveAsYouGo)
document.querySelectorAll<HTMLElement>('[data-poll]').forEach(followProgress)

for (const button of document.querySelectorAll<HTMLElement>('[data-print]'))
  button.addEventListener('click', () => window.print())
for (const field of document.querySelectorAll<HTMLSelectElement>('select[data-submit]'))
  field.addEventListener('change', () => field.form?.requestSubmit())
