import type { SoftScale } from './soft-scale.ts'

/** The ten scales as a child or a young person is asked about them, in words for their age. The rungs are those of the scales. */

export const ageGroups = { younger: 'Up to 7', middle: '8 to 12', older: '13 and over' } as const

export type AgeGroup = keyof typeof ageGroups

export const ageGroupOf = (age: number): AgeGroup => (age < 8 ? 'younger' : age < 13 ? 'middle' : 'older')

/** Easy read asks in the words of the group before: shorter, and the same five rungs. */
export const simpler = { younger: 'younger', middle: 'younger', older: 'middle' } as const satisfies Record<
  AgeGroup,
  AgeGroup
>

export type Asked = { ask: string; rungs: readonly [string, string, string, string, string] }

export const softWords: Record<AgeGroup, Record<SoftScale, Asked>> = {
  younger: {
    confidence: {
      ask: 'Do you try new things?',
      rungs: [
        'I do not try, even with someone I know',
        'I try when we do it together',
        'I try when someone says I can',
        'I try most things by myself',
        'I try new things and help others to try',
      ],
    },
    motivation: {
      ask: 'Do you join in and finish things?',
      rungs: [
        'I do not want to join in',
        'I join in for a little while',
        'I keep going when someone reminds me',
        'I start things and finish them',
        'I choose what I want to get better at',
      ],
    },
    well_being: {
      ask: 'How do you feel on most days?',
      rungs: [
        'Sad or upset nearly all day',
        'Sad more than happy',
        'Sometimes happy, sometimes sad',
        'Happy on most days',
        'Happy, and soon happy again when I am sad',
      ],
    },
    feeling_safe: {
      ask: 'Do you feel safe?',
      rungs: [
        'Not in most places',
        'With one person, or in one place',
        'In places I know',
        'In most places, and I know who can help',
        'Yes, and I can ask for help anywhere',
      ],
    },
    satisfaction: {
      ask: 'Is the help you get the right help?',
      rungs: [
        'It does not help me',
        'A little bit of it helps',
        'Some of it helps',
        'Most of it helps, and I like it',
        'It helps, and I helped to choose it',
      ],
    },
    problem_solving: {
      ask: 'What do you do when something goes wrong?',
      rungs: [
        'I stop',
        'I wait for someone to put it right',
        'I try one thing when someone tells me',
        'I try different things, then I ask',
        'I work it out, and can show how I did',
      ],
    },
    time_management: {
      ask: 'How do you get through your day?',
      rungs: [
        'Someone takes me to each thing',
        'We go step by step together',
        'I do it when someone reminds me',
        'I am ready for most things',
        'I can plan, and it is fine when plans change',
      ],
    },
    social_skills: {
      ask: 'How is it with other children?',
      rungs: [
        'I stay by myself',
        'I am near others but do not play',
        'I play when someone helps',
        'I get on with others on most days',
        'I have friends, and we make up when we fall out',
      ],
    },
    belonging: {
      ask: 'Do you feel that you belong?',
      rungs: [
        'I feel left out a lot',
        'I fit in with one group',
        'I am part of some things',
        'People know me and are glad I am there',
        'I belong, and I help others feel welcome',
      ],
    },
    purpose: {
      ask: 'Do you have things to look forward to?',
      rungs: [
        'Not really',
        'One thing',
        'Some things I want to do',
        'I know what comes next, and why',
        'I know what I want, and I am on my way',
      ],
    },
  },
  middle: {
    confidence: {
      ask: 'How do you feel about trying something new?',
      rungs: [
        'I hold back, even with someone I trust beside me',
        'I try when someone starts it with me',
        'I try when someone encourages me',
        'I have a go at most things on my own',
        'I take on new things and help others to try',
      ],
    },
    motivation: {
      ask: 'How much do you want to join in and keep going?',
      rungs: [
        'I turn away from most things',
        'I join in for a short time when someone leads',
        'I keep going when I am reminded',
        'I start and finish most things without being asked',
        'I choose my own goals and work for them',
      ],
    },
    well_being: {
      ask: 'How do you feel on most days?',
      rungs: [
        'Unhappy or upset for most of the day',
        'I have more hard days than good ones',
        'About as many good days as hard ones',
        'Settled and happy on most days',
        'Happy, and soon well again after something goes wrong',
      ],
    },
    feeling_safe: {
      ask: 'How safe do you feel?',
      rungs: [
        'I feel unsafe in most places or with most people',
        'I feel safe with one person or in one place only',
        'I feel safe in places I know, and worried elsewhere',
        'I feel safe in most places and know who to go to',
        'I feel safe, and can ask for help anywhere',
      ],
    },
    satisfaction: {
      ask: 'Is the help you get right for you?',
      rungs: [
        'It does not fit me and changes nothing',
        'A few parts help; most should change',
        'About half of it is right',
        'Most of it is right, and I want it',
        'It is right, and we worked it out together',
      ],
    },
    problem_solving: {
      ask: 'What do you do when you get stuck?',
      rungs: [
        'I stop when something goes wrong',
        'I wait for someone to put it right',
        'I try one idea when someone suggests it',
        'I try more than one way before I ask',
        'I work out a way, and can say why it worked',
      ],
    },
    time_management: {
      ask: 'How do you manage your day?',
      rungs: [
        'Someone has to lead me through every change',
        'I follow the day step by step with someone',
        'I follow the day with reminders',
        'I am ready and on time for most things',
        'I plan my day or week, and cope when plans change',
      ],
    },
    social_skills: {
      ask: 'How do you get on with other people?',
      rungs: [
        'I stay away from others',
        'I am with others but do not take part',
        'I join in when someone helps',
        'I get on with others most of the time',
        'I make friends, keep them, and mend quarrels',
      ],
    },
    belonging: {
      ask: 'Where do you feel that you belong?',
      rungs: [
        'I feel left out in most places',
        'I feel part of one group or place only',
        'I feel part of some things',
        'I am known and welcome in most places',
        'I belong, and help others feel welcome',
      ],
    },
    purpose: {
      ask: 'What do you have to look forward to?',
      rungs: [
        'Not much',
        'One thing',
        'I know some things worth working for',
        'I know what comes next, and why it matters',
        'I know where I want to go, and am on my way',
      ],
    },
  },
  older: {
    confidence: {
      ask: 'How confident are you with something new?',
      rungs: [
        'I hold back, even with someone I trust close by',
        'I try something new when someone starts it with me',
        'I try new things with encouragement',
        'I have a go at most things on my own',
        'I take on new things, and support others to try',
      ],
    },
    motivation: {
      ask: 'What keeps you going?',
      rungs: [
        'I turn away from most activities',
        'I join in for a short time when someone leads',
        'I keep going with reminders',
        'I start and finish most things without being asked',
        'I set my own goals and work towards them',
      ],
    },
    well_being: {
      ask: 'How are you feeling in yourself?',
      rungs: [
        'Unhappy or distressed for most of the day',
        'More hard days than good ones',
        'Good days and hard days, about the same',
        'Settled and content on most days',
        'Happy, and soon well again when something goes wrong',
      ],
    },
    feeling_safe: {
      ask: 'How safe do you feel, including online and out and about?',
      rungs: [
        'Unsafe in most places or with most people',
        'Safe with one person or in one place only',
        'Safe where things are familiar, uneasy elsewhere',
        'Safe in most places, and I know who to turn to',
        'Safe, and I can ask for help anywhere',
      ],
    },
    satisfaction: {
      ask: 'How well does the support you get fit you?',
      rungs: [
        'It does not fit me and changes nothing',
        'A few parts help; most need to change',
        'About half of it is right',
        'Most of it is right, and I want it',
        'It is right, and I had a say in shaping it',
      ],
    },
    problem_solving: {
      ask: 'What do you do when something goes wrong?',
      rungs: [
        'I stop',
        'I wait for someone to put it right',
        'I try one idea when someone prompts me',
        'I try more than one way before asking for help',
        'I work out a way, and can explain why it worked',
      ],
    },
    time_management: {
      ask: 'How do you manage your time?',
      rungs: [
        'Someone leads me through every change in the day',
        'I go through the day step by step with someone',
        'I manage the day with reminders',
        'I am ready and on time for most things',
        'I plan my day or week, and adjust when plans change',
      ],
    },
    social_skills: {
      ask: 'How are things with other people?',
      rungs: [
        'I stay apart from others',
        'I am around others without taking part',
        'I join in when someone helps',
        'I get on with others most of the time',
        'I make and keep friends, and can mend a quarrel',
      ],
    },
    belonging: {
      ask: 'Where do you feel you belong?',
      rungs: [
        'I feel left out in most places',
        'I feel part of one group or place only',
        'I feel part of some things',
        'I feel known and welcome in most places',
        'I belong, and help others to feel welcome',
      ],
    },
    purpose: {
      ask: 'What about your future?',
      rungs: [
        'I find little to look forward to',
        'I have one thing to look forward to',
        'I know some things worth working for',
        'I know what comes next, and why it matters',
        'I have a direction of my own and am moving along it',
      ],
    },
  },
}
