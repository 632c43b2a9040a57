export { type Standard, standardsOfVersion, type VersionInForce, versionsInForce } from './queries.ts'
export {
  type Answer,
  inWords,
  type Judged,
  judge,
  overall,
  type Threshold,
  thresholdSchema,
  type Verdict,
  verdicts,
} from './threshold.ts'
