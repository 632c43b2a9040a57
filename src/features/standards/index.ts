export { type Standard, standardsOfVersion, versionsInForce } from './queries.ts'
export {
  type Answer,
  inWords,
  judge,
  overall,
  type Threshold,
  thresholdSchema,
  type Verdict,
  verdicts,
} from './threshold.ts'
