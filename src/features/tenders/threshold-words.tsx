import { inWords, type Threshold } from '#features/standards/index.ts'

/** What is asked and where its line is, as sentences. */
export const lineOf = ({ words, threshold }: { words: string; threshold: Threshold }): string =>
  `${words.replace(/[.\s]*$/, '.')} ${inWords(threshold)}.`
