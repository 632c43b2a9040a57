import type { SoftScale } from '#domain/soft-scale.ts'

/** In their own words: a low, a middling and a high answer on each scale, by the young person, the parent and the provider. */
type Said = readonly [low: string, middle: string, high: string]

export const voices: Record<SoftScale, { young_person: Said; parent: Said; provider: Said }> = {
  confidence: {
    young_person: [
      'I don’t like trying when people look.',
      'I can do it if somebody goes first.',
      'I put my hand up now. Even when I’m not sure.',
    ],
    parent: [
      'Won’t try anything new at home.',
      'More willing, with a push.',
      'Ordered at the café without looking at me.',
    ],
    provider: [
      'Waits for an adult to begin.',
      'Has a go when the task is clear.',
      'Offers to show others how it is done.',
    ],
  },
  motivation: {
    young_person: ['What’s the point.', 'I like some lessons.', 'I want to finish my project.'],
    parent: ['Hard to get out of bed.', 'Keen on the things that interest.', 'Talks about next year all the time.'],
    provider: ['Needs to be led into each task.', 'Keeps going with reminders.', 'Chooses the harder task.'],
  },
  well_being: {
    young_person: ['Most days are bad days.', 'It’s OK. Some days.', 'I’m happy here.'],
    parent: ['Comes home exhausted and upset.', 'Good weeks and hard weeks.', 'We have our child back.'],
    provider: ['Often tearful in the afternoon.', 'Settled in the mornings.', 'Laughs, plays, sleeps better.'],
  },
  feeling_safe: {
    young_person: ['The corridor is scary.', 'I’m safe in my class.', 'I know who to go to.'],
    parent: ['Worries about school every night.', 'Safe in class, not at break.', 'Walks in without looking back.'],
    provider: ['Stays close to one adult.', 'Uneasy in the hall and outside.', 'Moves about the site at ease.'],
  },
  satisfaction: {
    young_person: ['Nobody asked me.', 'Some of it helps.', 'They do what they said.'],
    parent: [
      'The therapy in the plan has not happened.',
      'Half of it is right; we still chase the rest.',
      'For the first time the plan and the day are the same thing.',
    ],
    provider: ['The plan no longer fits.', 'Most of it works; the hours are short.', 'The plan fits, and is used.'],
  },
  problem_solving: {
    young_person: ['I just stop.', 'I ask.', 'I try another way first.'],
    parent: ['Everything stops when something breaks.', 'Will try once, then calls me.', 'Fixed the bike chain alone.'],
    provider: ['Waits to be rescued.', 'Tries one idea when prompted.', 'Tries two or three ways before asking.'],
  },
  time_management: {
    young_person: ['I don’t know what’s next.', 'I use my list.', 'I’m never late now.'],
    parent: ['Every morning is a battle.', 'Ready with two reminders.', 'Sets the alarm without being told.'],
    provider: ['Needs to be led from room to room.', 'Follows the timetable with a prompt.', 'Plans the week ahead.'],
  },
  social_skills: {
    young_person: ['People don’t want me to play.', 'I’ve got one friend.', 'I’ve got friends and we make up after.'],
    parent: ['No invitations this year.', 'One friend, and that matters a lot.', 'The house is full on Fridays.'],
    provider: ['Alone at break.', 'Joins in when somebody helps.', 'Others look for {name} at lunch.'],
  },
  belonging: {
    young_person: ['I don’t fit in.', 'I like my group.', 'Everyone knows me here.'],
    parent: [
      'We feel like visitors.',
      'Part of the class, not yet of the school.',
      'People say hello to us in the street.',
    ],
    provider: ['Known to few.', 'At home in one group.', 'Helps new pupils to feel welcome.'],
  },
  purpose: {
    young_person: ['I don’t know.', 'I like animals. Maybe that.', 'I’m going to be a gardener.'],
    parent: ['Finds it hard to see ahead.', 'Has begun to talk about later.', 'Knows what comes next, and wants it.'],
    provider: ['No interest named yet.', 'Has one or two ideas.', 'Works towards something chosen.'],
  },
}
