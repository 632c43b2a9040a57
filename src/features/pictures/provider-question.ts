import { z } from 'zod'

/** A provider is asked about a whole academic year, of all its children: a part of them would be another question. */
export const answerForm = z
  .object({
    what: z.enum(['ask', 'answer'], 'Say whether you ask or answer').default('answer'),
    answer: z.string().trim().max(4000, 'An answer must be 4,000 characters or fewer').default(''),
  })
  .superRefine(({ what, answer }, context) => {
    if (what === 'answer' && answer === '')
      context.addIssue({ code: 'custom', path: ['answer'], message: 'Enter what the provider answers' })
  })
