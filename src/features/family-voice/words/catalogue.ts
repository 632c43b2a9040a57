import type { AgeGroup } from '#domain/soft-words.ts'
import { en } from './en.ts'
import { pl } from './pl.ts'

/** Every language of the family's pages, whole: the compiler refuses one that lacks a word English has. */
export type Catalogue = {
  [Part in keyof typeof en]: Widened<(typeof en)[Part]>
}

type Widened<T> = T extends (...given: infer Given) => string
  ? (...given: Given) => string
  : T extends string
    ? string
    : { readonly [Key in keyof T]: Widened<T[Key]> }

/** Who is asked: a child in words for their age, or somebody about them. */
export type Audience = AgeGroup | 'parent'

export const languages = {
  en: { name: 'English', tag: 'en-GB', words: en },
  pl: { name: 'Polski', tag: 'pl', words: pl },
} as const satisfies Record<string, { name: string; tag: string; words: Catalogue }>

export type Language = keyof typeof languages

export const isLanguage = (code: unknown): code is Language =>
  typeof code === 'string' && Object.hasOwn(languages, code)

export const wordsIn = (language: string): Catalogue => languages[isLanguage(language) ? language : 'en'].words
