import { type ShippedFramework, shippedFramework } from './framework.ts'
import special from './frameworks/independent-special-placements.json' with { type: 'json' }
import alternative from './frameworks/non-school-alternative-provision.json' with { type: 'json' }
import post16 from './frameworks/post-16.json' with { type: 'json' }
import resourced from './frameworks/resourced-provision.json' with { type: 'json' }
import breaks from './frameworks/short-breaks.json' with { type: 'json' }

/** The frameworks that come with Waymark. An area takes on those it wants, and changes its own copy by versions. */
export const shippedFrameworks: readonly ShippedFramework[] = [alternative, special, breaks, resourced, post16].map(
  file => shippedFramework.parse(file),
)
