import { z } from 'zod'
import { Body, Button, Lead, Link, Radios, Tag, Textarea } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { isWrongKind, type WrongKind, wrongKinds } from '../flag.ts'
import { sayMore } from '../flag-actions.ts'
import { type Flag, ownFlag, ownFlags } from '../flag-queries.ts'
import { languageOf } from '../voice-queries.ts'
import { type Catalogue, wordsIn } from '../words/catalogue.ts'
import { FamilyPage } from './parts.tsx'
import { backOf, childOf, familysChild } from './path.tsx'

const flagsOf = (child_id: number) => `/family/children/${child_id}/flags`

/** What they said is wrong, and what came of each. */
export const listOwnFlags = page({
  path: '/family/children/:child_id/flags',
  ...familysChild,
  load: async ({ tx, actor, params }) => {
    const child = await childOf(tx, actor, params.child_id)
    return (
      child && {
        child,
        language: await languageOf(tx, actor, child.id),
        flags: await ownFlags(tx, actor, child.id),
      }
    )
  },
  title: ({ language }) => wordsIn(language).flag.listTitle,
  view: ({ child, language, flags }, _, { actor }) => {
    const words = wordsIn(language)
    return (
      <FamilyPage title={words.flag.listTitle} back={backOf(actor)} words={words}>
        {flags.length === 0 && <Body>{words.flag.none}</Body>}
        {flags.map(flag => (
          <div class="waymark-said">
            <OneFlag flag={flag} words={words} />
            {flag.answer === null && (
              <Body>
                <Link href={`${flagsOf(child.id)}/${flag.id}`} hidden={flag.about_words}>
                  {words.check.change}
                </Link>
              </Body>
            )}
          </div>
        ))}
        <Body>
          <Link href={`/family/children/${child.id}`}>{words.start.path}</Link>
        </Body>
      </FamilyPage>
    )
  },
})

const OneFlag = ({ flag, words }: { flag: Flag; words: Catalogue }) => {
  const text = words.flag
  const on = words.day(flag.answered_on ?? flag.flagged_on)
  return (
    <>
      <p class="govuk-body">
        <strong>{text.things[flag.about]}</strong>{' '}
        <span lang="en-GB">{flag.about === 'other' ? '' : flag.about_words}</span>
      </p>
      {flag.wrong && <Body>{text.kinds[flag.wrong]}</Body>}
      {flag.words && <p class="govuk-body waymark-words">“{flag.words}”</p>}
      {flag.answer === null ? (
        <Body>{text.waiting(on)}</Body>
      ) : (
        <>
          <p class="govuk-body">
            <Tag colour="green">{flag.answer === 'fixed' ? text.fixed(on) : text.answered(on)}</Tag>
          </p>
          <p class="govuk-body waymark-words">{flag.answer_words}</p>
        </>
      )}
    </>
  )
}

/** After the one press: it counts already, and more may be said or not. */
export const sayMoreOfFlag = page({
  path: '/family/children/:child_id/flags/:flag',
  ...familysChild,
  load: async ({ tx, actor, params }) => {
    const child = await childOf(tx, actor, params.child_id)
    const flag = child && (await ownFlag(tx, actor, child.id, params.flag))
    return child && flag && { child, flag, language: await languageOf(tx, actor, child.id) }
  },
  form: z.object({
    wrong: z
      .string()
      .optional()
      .transform(text => (isWrongKind(text) ? text : null)),
    words: z
      .string()
      .default('')
      .transform(text => text.slice(0, 2000) || null),
  }),
  submit: async ({ db, actor }, { child, flag }, said) => {
    await sayMore(db, actor, flag, said)
    return { to: flagsOf(child.id) }
  },
  title: ({ language }) => wordsIn(language).flag.title,
  view: ({ child, flag, language }, answers, { actor }) => {
    const words = wordsIn(language)
    const text = words.flag
    return (
      <FamilyPage title={text.title} back={backOf(actor)} words={words}>
        <Lead>{text.kept}</Lead>
        <p class="govuk-body">
          {text.about}: <span lang="en-GB">{flag.about === 'other' ? text.things.other : flag.about_words}</span>
        </p>
        {flag.answer === null && (
          <form method="post" novalidate>
            <Radios
              name="wrong"
              legend={text.what}
              legendSize="m"
              value={answers.value('wrong', flag.wrong)}
              items={(Object.keys(wrongKinds) as WrongKind[]).map(kind => ({ value: kind, text: text.kinds[kind] }))}
            />
            <Textarea
              name="words"
              label={text.words}
              labelSize="m"
              rows={3}
              attributes={{ maxlength: 2000 }}
              value={answers.value('words', flag.words)}
            />
            <Button preventDoubleClick>{text.save}</Button>
          </form>
        )}
        <Body>
          <Link href={`/family/children/${child.id}`}>{text.done}</Link>
        </Body>
      </FamilyPage>
    )
  },
})
