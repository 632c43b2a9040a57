import type { Way } from '../voice.ts'

/** Beside the words of a rung, never in their place: a face, a number, or somebody on the steps up to a flag. */
export const RungPicture = ({ way, rung }: { way: Way; rung: number }) => {
  switch (way) {
    case 'words':
      return null
    case 'numbers':
      return (
        <span class="waymark-rung waymark-rung--number" aria-hidden="true">
          {rung}
        </span>
      )
    case 'faces':
      return <Face rung={rung} />
    case 'symbols':
      return <Steps rung={rung} />
  }
}

const mouths = [
  'M9 28q7-9 14 0',
  'M9.5 26.5q6.5-5 13 0',
  'M9.5 24.5h13',
  'M9.5 23q6.5 5 13 0',
  'M8.5 21.5q7.5 10 15 0z',
]

const Face = ({ rung }: { rung: number }) => (
  <svg
    class={`waymark-rung waymark-rung--${rung}`}
    viewBox="0 0 32 36"
    width="48"
    height="48"
    aria-hidden="true"
    focusable="false"
  >
    <circle class="waymark-rung__ground" cx="16" cy="18" r="15" />
    <circle class="waymark-rung__ink" cx="11" cy="14" r="2" />
    <circle class="waymark-rung__ink" cx="21" cy="14" r="2" />
    <path class={rung === 5 ? 'waymark-rung__ink' : 'waymark-rung__line'} d={mouths[rung - 1]} />
    {rung === 1 && <path class="waymark-rung__line" d="M8 11l4-2M24 11l-4-2" />}
  </svg>
)

const Steps = ({ rung }: { rung: number }) => (
  <svg
    class={`waymark-rung waymark-rung--${rung}`}
    viewBox="0 0 60 48"
    width="60"
    height="48"
    aria-hidden="true"
    focusable="false"
  >
    {[1, 2, 3, 4, 5].map(step => (
      <rect
        class={step <= rung ? 'waymark-rung__step waymark-rung__step--reached' : 'waymark-rung__step'}
        x={2 + (step - 1) * 10}
        y={46 - step * 5}
        width="10"
        height={step * 5}
      />
    ))}
    <path class="waymark-rung__line" d="M54 46V8" />
    <path class="waymark-rung__flag" d="M54 8l-9 4 9 4z" />
    <circle class="waymark-rung__ink" cx={7 + (rung - 1) * 10} cy={32 - rung * 5} r="3" />
    <path class="waymark-rung__line" d={`M${7 + (rung - 1) * 10} ${34 - rung * 5}v6m0 0l-3 6m3-6l3 6m-6-10h6`} />
  </svg>
)
