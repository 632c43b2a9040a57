/**
 * What would make a goal or an outcome clearer, in words that explain themselves. A help and never a bar: whoever writes
 * knows the child. Rests on paragraph 9.66 of the Code of Practice (an outcome is the benefit or difference made to an
 * individual as a result of an intervention; it is specific, measurable, achievable, realistic and time bound, and is
 * not a description of the service provided).
 */
export type Unclear = 'provision' | 'vague' | 'no_verb' | 'no_measure' | 'no_date'

export type Advice = { kind: Unclear; words: string }

/** What is given, not what changes: each with the words that gave it away. */
const provision = [
  /\b(have|has|get|gets|receive|receives|given|gain|gains) (access|support|input|opportunit(y|ies)|\w+ (therapy|sessions?|support))\b/i,
  /\baccess to\b(?! work\b)/i,
  /\bwill (be supported|be helped|be given|be provided|be offered|be encouraged|receive|have access|access)\b/i,
  /\b(be|is|am|are) supported to\b/i,
  /\bopportunit(y|ies) to\b/i,
  /\b(hours?|sessions?) (of|with) (a |an |the )?(support|therapy|one.to.one|1:1|teaching assistant|TA)\b/i,
  /\b(support|input) from (a|an|the)\b/i,
]

/** Nobody can see these happen. */
const vague =
  /\b(understands?|knows? (about|how|what|that|of)|learns? (about|how|to)|be aware of|am aware of|is aware of|aware of|improves?|develops?|increases?|continues? to|works? on|explores?|progress(es)?|builds? on|enhances?|engages? (better|more)|be more|become more)\b/i

const doing =
  `accept add agree aim answer apply argue arrange arrive ask attend avoid bake balance bath begin blend book
borrow breathe bring brush build button buy call calm carry catch change check choose clap clean climb close collect colour
come communicate compare complete concentrate cook copy count cover cross cut cycle dance decide describe do draw dress drink
drive earn eat enjoy enter escape evaluate exchange explain express feed feel fetch fill find finish fit fix focus fold
follow get give go greet grow guess hand hear help hold hop identify introduce invite join jump keep kick label laugh lay
lead leave lift listen live locate lock look make manage match measure meet mix move name navigate notice offer open order
organise pack paint park pass pause pay pedal phone pick plan plant play point post pour practise predict prepare present
press print produce pull push put queue raise reach read recall recognise record recover remember remind remove repeat
reply report request resist respond rest retell return ride ring roll run save say score search see sell send separate
sequence serve set settle share shop show sign sing sit sleep solve sort speak spell spend spread stack stand start state
stay stir stop suggest swap swim switch take talk taste teach telephone tell text thank think throw tidy tie touch trace
track transfer travel try turn type undress use visit vote wait wake walk wash watch water wave wear weigh wipe work wrap
write zip`.split(/\s+/)

const stems = new Set(doing)

/** 'chooses', 'carries', 'stopped', 'taking': a form of something one does. */
function isDoing(word: string): boolean {
  const forms = [word, word.replace(/s$/, ''), word.replace(/es$/, ''), word.replace(/ies$/, 'y')]
  if (word.endsWith('ing')) forms.push(word.slice(0, -3), `${word.slice(0, -3)}e`, word.slice(0, -4))
  return forms.some(form => stems.has(form))
}

const measure = new RegExp(
  [
    String.raw`\d`,
    String.raw`\b(one|two|three|four|five|six|seven|eight|nine|ten|half|both|once|twice|every|each|all|always|never|daily|weekly|most|without|alone|independently|unaided|myself|himself|herself|themselves|by heart|times|minutes?|reminders?|prompts?|per cent|out of|no more than|at least|whole|any|another|first)\b`,
  ].join('|'),
  'i',
)

const dated =
  /\b(by|before|until|within|end of|year \d|key stage|this (term|year)|(january|february|march|april|may|june|july|august|september|october|november|december|christmas|easter|summer|autumn|spring)\b)/i

/** The advice on one goal; `due_on` is its date, where it has one of its own. */
export function adviceOn(text: string, due_on: string | null = null): Advice[] {
  const given = provision.map(pattern => pattern.exec(text)?.[0]).find(Boolean)
  if (given)
    return [
      {
        kind: 'provision',
        words: `“${given}” says what is given. Say what the child will do or be like because of it.`,
      },
    ]
  const advice: Advice[] = []
  const words = text.toLowerCase().match(/[a-z’']+/g) ?? []
  const unseen = vague.exec(text)?.[0]
  if (unseen)
    advice.push({
      kind: 'vague',
      words: `Nobody can see “${unseen}” happen. Say what the child will do that shows it.`,
    })
  else if (!words.some(isDoing))
    advice.push({ kind: 'no_verb', words: 'No verb says what will be different. Begin with what the child will do.' })
  if (!measure.test(text))
    advice.push({
      kind: 'no_measure',
      words: 'How will you know? Say how often, how many, how long or with how much help.',
    })
  if (due_on === null && !dated.test(text)) advice.push({ kind: 'no_date', words: 'Say by when.' })
  return advice
}
