type LadderStripProps = { position: number; baseline: number | null; target: number | null; last: number | null }

const step = 26
const at = (rung: number) => 14 + rung * step

/** The ladder laid on its side: where it began, last time, now, and the target. What it shows is said in words beside it. */
export const LadderStrip = ({ position, baseline, target, last }: LadderStripProps) => {
  const from = baseline ?? position
  return (
    <svg class="waymark-ladder" viewBox="0 0 288 40" aria-hidden="true" focusable="false">
      <line class="waymark-ladder__ground" x1={at(0)} x2={at(10)} y1="16" y2="16" />
      <line class="waymark-ladder__way" x1={at(from)} x2={at(position)} y1="16" y2="16" />
      {Array.from({ length: 11 }, (_, rung) => (
        <>
          <line class="waymark-ladder__ground" x1={at(rung)} x2={at(rung)} y1="12" y2="20" />
          <text class="waymark-ladder__number" x={at(rung)} y="36" text-anchor="middle">
            {rung}
          </text>
        </>
      ))}
      {target !== null && <path class="waymark-ladder__target" d={`M${at(target)} 16V2l9 4-9 4`} />}
      {baseline !== null && <circle class="waymark-ladder__hollow" cx={at(baseline)} cy="16" r="6" />}
      {last !== null && last !== baseline && <circle class="waymark-ladder__last" cx={at(last)} cy="16" r="4" />}
      <circle class="waymark-ladder__now" cx={at(position)} cy="16" r="7" />
    </svg>
  )
}
