import { type Answer, difference } from './answers.ts'
import type { Peer } from './peers/peer.ts'
import type { Asked } from './questions.ts'
import { type Contender, interleaved, type Times } from './rounds.ts'

export type Asking = {
  asked: Asked
  times: Times /** Peers whose answer was another, and where it parted. */
  differs: ReadonlyMap<string, string>
}

/** A peer that needs longer than this for one answer is asked in three rounds only. */
const slow = 300

/**
 * Every question to every peer, in turn. Answers are compared with the first peer's before any is timed; a peer that
 * answers anything else is not timed. `floor` is asked beside them, and answers nothing.
 */
export async function askAll(
  asked: readonly Asked[],
  peers: readonly Peer[],
  floor: Contender,
  rounds: number,
): Promise<Asking[]> {
  const askings: Asking[] = []
  for (const one of asked) {
    const differs = new Map<string, string>()
    const contenders = [floor]
    let wanted: Answer | undefined
    for (const peer of peers.filter(({ refuses }) => !refuses?.(one))) {
      const answer = await peer.ask(one)
      const started = performance.now()
      await peer.ask(one)
      const took = performance.now() - started
      wanted ??= answer
      const parted = difference(wanted, answer, peer.hides)
      if (parted === undefined) {
        contenders.push({ name: peer.name, run: () => peer.ask(one), ...(took > slow && { rounds: 3 }) })
      } else differs.set(peer.name, parted)
    }
    askings.push({ asked: one, times: await interleaved(contenders, rounds), differs })
  }
  return askings
}
