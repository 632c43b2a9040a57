import { SummaryList, type SummaryRow } from '#govuk/index.ts'
import { declined, field, questions, type Said, scaleList } from '../voice.ts'
import type { Audience, Catalogue } from '../words/catalogue.ts'

type Props = {
  said: Said
  words: Catalogue
  audience: Audience
  asked: 'parent' | 'young_person'
  name: string
  /** Where each can be changed; what is not answered is then listed too. */
  change?: { words: string; overall: string; scale: (at: number) => string }
}

/** Everything somebody said, word for word under what they were asked. */
export const WhatTheySaid = ({ said, words, audience, asked, name, change }: Props) => {
  const { check, scale } = words
  const rows: SummaryRow[] = []
  const add = (key: string, value: string | null, href: string | undefined) => {
    if (value === null && !href) return
    rows.push({
      key,
      value: value === null ? <span class="waymark-quiet">{check.notAnswered}</span> : <Kept>{value}</Kept>,
      ...(href && { actions: [{ text: check.change, href, hidden: key }] }),
    } as SummaryRow)
  }
  for (const question of questions)
    add(words.words[asked === 'parent' ? 'about' : 'you'][question], said[field.words(question)] || null, change?.words)
  const overall = said[field.overall]
  add(
    asked === 'parent' ? words.overall.titleAbout(name) : words.overall.titleYou,
    overall === declined ? words.overall.none : overall ? `${overall} / 10` : null,
    change?.overall,
  )
  scaleList.forEach((one, at) => {
    const rung = said[field.rung(one)]
    const more = said[field.more(one)]
    const { ask, rungs } = words.scales[audience][one]
    const answer = rung === declined ? scale.skip : rung ? `${rung} / 5: ${rungs[Number(rung) - 1]}` : null
    add(ask, [answer, more].filter(Boolean).join('\n') || null, change?.scale(at))
  })
  return <SummaryList rows={rows} />
}

const Kept = ({ children }: { children: string }) => <span class="waymark-words">{children}</span>
