import { type Children, cx } from './parts.tsx'
import { Tag } from './tag.tsx'

/** "5 days late", "Due today", "3 days left": never by colour alone. */
export const DaysLeft = ({ days }: { days: number }) => {
  if (days < 0) return <Tag colour="red">{`${count(-days)} late`}</Tag>
  if (days === 0) return <Tag colour="orange">Due today</Tag>
  return <Tag colour={days <= 14 ? 'yellow' : 'grey'}>{`${count(days)} left`}</Tag>
}

const count = (days: number) => (days === 1 ? '1 day' : `${days} days`)

export type NextStep = {
  title: Children
  href?: string | undefined
  /** The reason, and the law it comes from, in one line. */
  why?: Children
  /** Days left to it, below nought when late. */
  days?: number | undefined
  /** Who owes it, when it is not the reader. */
  waitingOn?: Children
}

/** What to do next, first on the page, in the order to do it. */
export const NextSteps = ({ items, idPrefix = 'next' }: { items: NextStep[]; idPrefix?: string }) => (
  <ol class="waymark-next">
    {items.map((item, index) => (
      <li class={cx('waymark-next__item', item.href && 'waymark-next__item--link')}>
        <div class="waymark-next__words">
          {item.href ? (
            <a
              class="govuk-link waymark-next__link"
              href={item.href}
              aria-describedby={`${idPrefix}-${index + 1}-when`}
            >
              {item.title}
            </a>
          ) : (
            <span class="waymark-next__link">{item.title}</span>
          )}
          {item.why && <span class="waymark-next__why">{item.why}</span>}
        </div>
        <div class="waymark-next__when" id={`${idPrefix}-${index + 1}-when`}>
          {item.waitingOn && <span class="waymark-next__waiting">Waiting on {item.waitingOn}</span>}
          {item.days !== undefined && <DaysLeft days={item.days} />}
        </div>
      </li>
    ))}
  </ol>
)

/** How far long work has got. With the script it moves by itself; without, the link asks again. */
export const Progress = ({
  poll,
  done,
  total,
  words,
  refresh,
}: {
  /** Answers {done, total, message?, finished?, next?} as JSON. */
  poll: string
  done: number
  total: number
  words: string
  refresh: string
}) => (
  <div class="waymark-progress" data-poll={poll}>
    <label class="govuk-label waymark-progress__label" for="progress">
      Progress
    </label>
    <progress id="progress" max={Math.max(total, 1)} value={done} />
    <p class="govuk-body waymark-progress__words" data-poll-words="" role="status">
      {words}
    </p>
    <noscript>
      <p class="govuk-body">
        <a class="govuk-link" href={refresh}>
          See how far it is now
        </a>
      </p>
    </noscript>
  </div>
)

/** What the script says of saving, in the language of the page; {time} is where the time goes. */
export type SavingWords = { saved: string; changed: string; notYet: string; offline: string }

const savingWords: SavingWords = {
  saved: 'Saved at {time}',
  changed: 'Someone else has changed this since you opened it. Choose Save and continue to see both.',
  notYet: 'Not saved yet. What you typed is still here: choose Save and continue.',
  offline: 'Not saved yet: no connection. What you typed is still here.',
}

/** Where the script says that a form was saved as it was typed. Goes inside the form marked `data-autosave`. */
export const SavedStatus = ({ saved, words = savingWords }: { saved?: Children; words?: SavingWords }) => (
  <p
    class="waymark-saved"
    data-autosave-status=""
    data-saved={words.saved}
    data-changed={words.changed}
    data-not-yet={words.notYet}
    data-offline={words.offline}
    role="status"
  >
    {saved}
  </p>
)
