import { Details } from './details.tsx'
import { type Children, cx } from './parts.tsx'
import { Heading } from './typography.tsx'

export type FigureNoteProps = {
  /** "1,204 rated goals of 512 children". */
  n: Children
  /** "83% of 617 children with a plan". */
  coverage?: Children
  /** "23 November 2026". */
  knownOn?: Children
  /** Said when small numbers are hidden: "c stands for a count from 1 to 5". */
  hidden?: Children
  /** The page that says what is counted. */
  definition?: { href: string; text?: string } | undefined
}

/** The quiet line under every figure: how many, how much of all, as known when. */
export const FigureNote = ({ n, coverage, knownOn, hidden, definition }: FigureNoteProps) => (
  <p class="waymark-figure-note">
    <span>{n}</span>
    {coverage && <span>Coverage: {coverage}</span>}
    {knownOn && <span>As known on {knownOn}</span>}
    {hidden && <span>{hidden}</span>}
    {definition && (
      <span>
        <a class="govuk-link govuk-link--muted" href={definition.href}>
          {definition.text ?? 'What this counts'}
        </a>
      </span>
    )}
  </p>
)

/** A picture with everything that belongs to it: what it says, the chart, its note, the same as a table, and ways to take it along. */
export const Figure = ({
  id,
  title,
  level = 2,
  sentence,
  legend,
  note,
  table,
  downloads,
  wide,
  tall,
  children,
}: {
  id: string
  title: Children
  level?: 2 | 3
  sentence?: Children
  legend?: Children
  note?: FigureNoteProps | undefined
  table?: Children
  downloads?: Download[] | undefined
  /** The whole width of `Figures`, not a half of it. */
  wide?: boolean
  /** As tall as two others beside it. */
  tall?: boolean
  children: Children
}) => (
  <section
    class={cx('waymark-figure', wide && 'waymark-figure--wide', tall && 'waymark-figure--tall')}
    aria-labelledby={`${id}-title`}
    id={id}
  >
    <Heading level={level} size="m" id={`${id}-title`}>
      {title}
    </Heading>
    {sentence && <p class="govuk-body">{sentence}</p>}
    {legend}
    {children}
    {note && <FigureNote {...note} />}
    {table && <Details summary="Show as a table">{table}</Details>}
    {downloads && <Downloads items={downloads} />}
  </section>
)

/** Figures side by side where there is room. The page they are on is wider than a page of words. */
export const Figures = ({ children }: { children: Children }) => <div class="waymark-figures">{children}</div>

export type Download = { href: string; text: Children }

/** Ways to take a figure or list along: "CSV", "Excel". */
export const Downloads = ({ items, print }: { items: Download[]; print?: boolean }) => (
  <p class="waymark-downloads">
    <span>Take it along:</span>{' '}
    {items.map(({ href, text }) => (
      <>
        <a class="govuk-link" href={href}>
          {text}
        </a>{' '}
      </>
    ))}
    {print && (
      <button class="waymark-link-button waymark-needs-script" type="button" data-print="">
        Print
      </button>
    )}
  </p>
)

/** The sentence that says what the figures say, first on the page. */
export const Lead = ({ children }: { children: Children }) => <p class="govuk-body-l waymark-lead">{children}</p>

/** One figure to open: "14" "reviews with no decision after four weeks". */
export const StatTile = ({
  figure,
  words,
  href,
  note,
  tone,
}: {
  figure: Children
  words: Children
  href?: string | undefined
  note?: Children
  /** Said in the words too: late, or well. */
  tone?: 'late' | 'soon' | undefined
}) => {
  const inner = (
    <>
      <span class="waymark-tile__figure">{figure}</span> <span class="waymark-tile__words">{words}</span>
    </>
  )
  return (
    <li class={cx('waymark-tile', tone && `waymark-tile--${tone}`)}>
      {href ? (
        <a class="waymark-tile__link" href={href}>
          {inner}
        </a>
      ) : (
        <div>{inner}</div>
      )}
      {note && <span class="waymark-tile__note">{note}</span>}
    </li>
  )
}

export const StatTiles = ({ children }: { children: Children }) => <ul class="waymark-tiles">{children}</ul>
