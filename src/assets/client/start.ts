/** Runs before the page is painted: it may only look at what is already known and set a class. */
document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported')
try {
  if (sessionStorage.getItem('waymark-names') === 'hidden') document.body.classList.add('waymark-names-hidden')
} catch {
  // Storage is switched off: names stay as they are and the button still works for this page.
}
