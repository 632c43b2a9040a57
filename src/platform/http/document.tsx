import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { ErrorSummary } from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { isRole, roles } from '#platform/access/permission.ts'
import type { SignedIn, Visit } from '#platform/auth/session.ts'
import { Layout } from './layout.tsx'
import { navigationAt } from './navigation.ts'
import type { Crumb, NavEntry } from './page.tsx'
import type { Refusal } from './refusal.ts'

type DocumentProps = {
  title: string
  crumbs?: Crumb[] | undefined
  mistakes?: readonly Refusal[]
  body: ComponentChildren
  signedIn: SignedIn | undefined
  nav: NavEntry[]
  said: string | undefined
  url: string
  visit?: Visit | undefined
}

/** The whole page as text. Form tokens are put into each form here, so that no page can forget them. */
export function document({ title, crumbs, mistakes = [], body, signedIn, nav, said, url, ...more }: DocumentProps) {
  const visit = more.visit ?? signedIn?.visit
  const places =
    signedIn &&
    navigationAt(
      nav.filter(({ needs }) => may(signedIn.actor, needs)),
      url.split('?')[0] ?? '/',
    )
  const html = renderToString(
    <Layout
      title={mistakes.length > 0 ? `${visit?.error ?? 'Error'}: ${title}` : title}
      visit={visit}
      area={signedIn?.area}
      person={
        signedIn && !visit?.leave
          ? {
              name: signedIn.actor.name,
              role: isRole(signedIn.actor.role) ? roles[signedIn.actor.role].name : '',
            }
          : undefined
      }
      nav={places?.header}
      within={places?.within}
      crumbs={crumbs}
      said={said}
    >
      {mistakes.length > 0 && <ErrorSummary title={visit?.problem} errors={mistakes} />}
      {body}
    </Layout>,
  )
  return `<!DOCTYPE html>${signedIn ? withTokens(html, signedIn.csrf) : html}`
}

/** A form that posts gets the session's token and one of its own: sent twice, it writes once. */
const withTokens = (html: string, csrf: string) =>
  html.replace(
    /<form\b(?:"[^"]*"|[^">])*?\bmethod="post"(?:"[^"]*"|[^">])*>/g,
    form =>
      `${form}<input type="hidden" name="_csrf" value="${csrf}"><input type="hidden" name="_once" value="${crypto.randomUUID()}">`,
  )
