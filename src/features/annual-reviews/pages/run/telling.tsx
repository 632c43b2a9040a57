import { z } from 'zod'
import { Link, Radios } from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import type { Answers } from '#platform/http/form.ts'
import { type Telling, tellings } from '../../run/letters.ts'

const codes = Object.keys(tellings) as [Telling, ...Telling[]]

export const telling = z.enum(codes, 'Select how they are told')

/** Whether Waymark makes the letter. What stands against it can be mended in the settings, or told another way. */
export const TellingField = ({ legend, answers, actor }: { legend: string; answers: Answers; actor: Actor }) => (
  <Radios
    name="telling"
    legend={legend}
    legendSize="m"
    error={answers.error('telling')}
    value={answers.value('telling', 'here')}
    items={[
      {
        value: 'here',
        text: tellings.here,
        hint: (
          <>
            It is kept exactly as it is, to print or to send by email
            {answers.error('telling') && may(actor, 'settings.edit') && (
              <>
                . <Link href="/letters/settings">Settings of the letters</Link>
              </>
            )}
          </>
        ),
      },
      { value: 'elsewhere', text: tellings.elsewhere },
    ]}
  />
)
