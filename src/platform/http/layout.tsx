import {
  BackLink,
  BannerHeading,
  Breadcrumbs,
  type Children,
  type Crumb,
  Mark,
  type NavItem,
  NotificationBanner,
  ServiceNavigation,
  SkipLink,
  SubNavigation,
} from '#govuk/index.ts'
import type { Visit } from '#platform/auth/session.ts'
import { assetAddress } from './asset-address.ts'
import type { Navigation } from './navigation.ts'

type LayoutProps = {
  /** What a person would call the page: the h1, or near it. */
  title: string
  area?: { name: string } | undefined
  person?: { name: string; role?: string | undefined } | undefined
  nav?: NavItem[] | undefined
  within?: Navigation['within']
  crumbs?: Crumb[] | undefined
  back?: string | undefined
  /** What was just done, from the page before. */
  said?: Children
  /** Links at the foot, to pages that exist. */
  footer?: { href: string; text: string }[] | undefined
  /** Room for figures: up to 1200 pixels. */
  wide?: boolean | undefined
  visit?: Visit | undefined
  children?: Children
}

/** The whole document, but for its doctype. */
export const Layout = (page: LayoutProps) => (
  <html lang={page.visit?.tag ?? 'en-GB'} class="govuk-template">
    <head>
      <meta charset="utf-8" />
      <title>{`${page.title} – Waymark`}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" content="#1d5c4a" media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content="#174a3c" media="(prefers-color-scheme: dark)" />
      <meta name="robots" content="noindex, nofollow" />
      <link rel="icon" href={assetAddress('mark.svg')} type="image/svg+xml" />
      {['400', '700'].map(weight => (
        <link
          rel="preload"
          href={assetAddress(`atkinson-hyperlegible-latin-${weight}-normal.woff2`)}
          as="font"
          type="font/woff2"
          crossorigin="anonymous"
        />
      ))}
      <link rel="stylesheet" href={assetAddress('waymark.css')} />
      <script type="module" src={assetAddress('waymark.js')} />
    </head>
    <body class={page.wide ? 'govuk-template__body waymark-wide' : 'govuk-template__body'}>
      <script src={assetAddress('start.js')} />
      <SkipLink href="#main-content">{page.visit?.skip ?? 'Skip to main content'}</SkipLink>
      <header class="govuk-template__header">
        <Header {...page} />
        {page.nav && page.nav.length > 0 && <ServiceNavigation items={page.nav} />}
      </header>
      <div class="govuk-width-container waymark-page">
        {page.crumbs && page.crumbs.length > 0 && <Breadcrumbs items={page.crumbs} collapseOnMobile />}
        {page.back && <BackLink href={page.back} />}
        {page.within && <SubNavigation {...page.within} />}
        <main class="govuk-main-wrapper" id="main-content">
          {page.said && (
            <NotificationBanner success>
              <BannerHeading>{page.said}</BannerHeading>
            </NotificationBanner>
          )}
          {page.children}
        </main>
      </div>
      <footer class="govuk-template__footer">
        <Footer {...page} />
      </footer>
    </body>
  </html>
)

const Header = ({ area, person, visit }: LayoutProps) => (
  <div class="waymark-header">
    <div class="govuk-width-container waymark-header__container">
      {visit?.leave ? (
        <span class="waymark-header__home">
          <Mark />
          Waymark
        </span>
      ) : (
        <a class="waymark-header__home" href="/">
          <Mark />
          Waymark
        </a>
      )}
      {area && <span class="waymark-header__area">{area.name}</span>}
      {visit?.leave && (
        <div class="waymark-header__person">
          <form method="post" action={visit.leave.href}>
            <button class="waymark-header__button" type="submit">
              {visit.leave.words}
            </button>
          </form>
        </div>
      )}
      {person && (
        <div class="waymark-header__person" lang={visit && 'en-GB'}>
          <button class="waymark-header__button" type="button" data-hide-names aria-pressed="false">
            Hide names
          </button>
          <span class="waymark-header__who">
            <a class="govuk-link govuk-link--inverse" href="/account">
              {person.name}
            </a>
            {person.role && <span class="waymark-header__role">, {person.role}</span>}
          </span>
          <form method="post" action="/sign-out">
            <button class="waymark-header__button" type="submit">
              Sign out
            </button>
          </form>
        </div>
      )}
    </div>
  </div>
)

const Footer = ({ footer, area, visit }: LayoutProps) => (
  <div class="waymark-footer">
    <div class="govuk-width-container">
      {footer && footer.length > 0 && (
        <ul class="waymark-footer__list">
          {footer.map(({ href, text }) => (
            <li>
              <a class="govuk-link" href={href}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      )}
      <p class="waymark-footer__note">
        {visit?.foot ??
          `Waymark${area ? ` for ${area.name}` : ''}: how far each child has come, and what made the difference.`}
      </p>
    </div>
  </div>
)
