import type { LetterKind } from './letter-kind.ts'
import type { Wording } from './wording.ts'

const help = `## Free help and advice

{{sendiass_name}} gives free, impartial and confidential information, advice and support to families and young people: {{sendiass_contact}}.`

const appealTo = 'You can appeal to the First-tier Tribunal (Special Educational Needs and Disability).'

/** Section 55: a certificate first, unless the appeal is about the school alone. Time: the later of the two. */
const mediation = `Before you appeal you must speak to a mediation adviser, unless your appeal is only about the school or other setting named in the plan or its type. They tell you about mediation, and you decide whether to try it. Either way they give you a certificate, which you need for the appeal. Contact {{mediation_name}} within two months of the date of this letter: {{mediation_contact}}.

You must send your appeal within the later of:
- two months from the date of this letter
- one month from the date of the mediation certificate

You can also ask {{disagreement_name}} to help us reach an agreement, at any time: {{disagreement_contact}}. It does not affect your right to appeal.`

const appealLaw =
  '> Appeals: Children and Families Act 2014, section 51. Mediation: sections 52 to 56, and SEND Regulations 2014, regulations 32 to 42. Disagreement resolution: section 57. Time limit: Tribunal Procedure (First-tier Tribunal) (Health, Education and Social Care Chamber) Rules 2008, rule 20.'

const ask = 'If anything in this letter is not clear, call us on {{service_phone}} or write to {{service_email}}.'

const dear = 'Dear {{to_names}}'

const signed = `Yours sincerely

{{signed_by}}
{{service_name}}
{{service_address}}

> Copied to: {{copied_to}}`

const isSmall = (part: string) => part.startsWith('> ')

/** The law is at the foot, for whoever looks for it there. */
const letter = (...parts: string[]) =>
  [dear, ...parts.filter(part => !isSmall(part)), ask, signed, ...parts.filter(isSmall)].join('\n\n')

/** The wording of each letter until a council writes its own. */
export const usualWording: Record<LetterKind, Wording> = {
  review_invitation: {
    title: 'Review of {{child_first_name}}’s education, health and care plan',
    body: letter(
      'We would like you to come to the meeting that reviews {{child_name}}’s education, health and care plan.',
      `Day: {{meeting_on}}
Time: {{meeting_time}}
Place: {{meeting_place}}`,
      'At the meeting we talk about how {{child_first_name}} is getting on, what is working, what is not, and whether the plan should stay as it is, change or end. What {{child_first_name}} wants and feels matters most.',
      `Please tell us by {{advice_by}}:
- what you would like to say about how things are going
- whether you can come, and anything that would make it easier to take part`,
      'What everybody has said is sent to all who are invited, two weeks before the meeting.',
      '{{rights}}',
      help,
      '> You are invited under regulation 20(2) of the SEND Regulations 2014. At least two weeks’ notice: regulation 20(3). Advice: regulation 20(4).',
    ),
  },
  advice_request: {
    title: 'Advice for the review of {{child_first_name}}’s plan',
    body: letter(
      '{{child_name}} (born {{child_birth_date}}) has an education, health and care plan, and it is reviewed on {{meeting_on}} at {{meeting_place}}.',
      `Please send us your advice by {{advice_by}}. Tell us:
- how {{child_first_name}} has got on towards the outcomes of the plan that you know about
- what provision was made, and what difference it made
- what should change, and why`,
      'We send it to everybody who is invited, including the family, two weeks before the meeting. Please write so that they can use it.',
      '> Regulation 20(4) of the SEND Regulations 2014: advice is obtained from everybody invited and sent round at least two weeks before the meeting.',
    ),
  },
  advice_circulation: {
    title: 'Advice for the review of {{child_first_name}}’s plan on {{meeting_on}}',
    body: letter(
      'Here is the advice that we have been given for the review of {{child_name}}’s education, health and care plan. The meeting is on {{meeting_on}} at {{meeting_time}}, at {{meeting_place}}.',
      'Please read it before the meeting. If something about {{child_first_name}} is not right, tell us now or say so at the meeting.',
      help,
      '> Regulation 20(4) of the SEND Regulations 2014: sent at least two weeks before the meeting.',
    ),
  },
  decision_maintain: {
    title: 'Our decision after the review of {{child_first_name}}’s plan',
    body: letter(
      'We reviewed {{child_name}}’s education, health and care plan at the meeting on {{meeting_on}}. We have decided to keep the plan as it is.',
      `## Why

{{decision_reasons}}`,
      'The plan stays in force, and what is in it must be provided. We review it again by {{next_review_by}}.',
      `## If you disagree

${appealTo} You can ask it to change what the plan says about needs (section B), special educational provision (section F) and the school or other setting (section I), and to make recommendations about health and social care.`,
      mediation,
      help,
      '> Decision within four weeks of the meeting: SEND Regulations 2014, regulation 20(10). Notice of rights: regulation 20(11). Right of appeal: Children and Families Act 2014, section 51(2)(e).',
      appealLaw,
    ),
  },
  decision_amend: {
    title: 'Our decision after the review of {{child_first_name}}’s plan',
    body: letter(
      'We reviewed {{child_name}}’s education, health and care plan at the meeting on {{meeting_on}}. We have decided to change the plan.',
      `## Why

{{decision_reasons}}`,
      `## What happens next

With this letter, or within four weeks of the meeting, you get a notice that sets out the changes. You then have at least 15 days to tell us what you think of them, to ask for a particular school or other setting, and to meet us. We send you the final plan within eight weeks of the notice, and within twelve weeks of the meeting.`,
      'When you get the final plan you can appeal against what it says. Until then the plan you have stays in force, and what is in it must be provided.',
      help,
      '> Decision: SEND Regulations 2014, regulation 20(10). Changes: regulation 22. Twelve weeks: R (L, M and P) v Devon County Council [2022] EWHC 493 (Admin).',
    ),
  },
  decision_cease: {
    title: 'Our decision after the review of {{child_first_name}}’s plan',
    body: letter(
      'We reviewed {{child_name}}’s education, health and care plan at the meeting on {{meeting_on}}. We have decided that it is no longer necessary, and to end it.',
      `## Why

{{decision_reasons}}`,
      'The plan stays in force, and what is in it must be provided, until the time to appeal is over. If you appeal, it stays until the appeal is decided.',
      `## If you disagree

${appealTo} It can say that the plan must stay.`,
      mediation,
      help,
      '> Ceasing to maintain a plan: Children and Families Act 2014, section 45, and SEND Regulations 2014, regulations 29 to 31. Right of appeal: section 51(2)(f). The plan stays while there may be an appeal: section 45(4).',
      appealLaw,
    ),
  },
  amendment_notice: {
    title: 'Changes we propose to {{child_first_name}}’s plan',
    body: letter(
      'After the review we propose to change {{child_name}}’s education, health and care plan. A copy of the plan as it is now, and the evidence for the changes, come with this notice.',
      `## The changes

{{changes}}`,
      `## What you can do until {{representations_by}}

- tell us what you think of the changes
- ask for a particular school or other setting to be named in the plan
- ask for a meeting with us to talk about it`,
      'You can find the schools and colleges there are in our local offer. Call us on {{service_phone}} and we help you look.',
      'We then make the final plan and send it to you by {{final_plan_by}}, or tell you by that day that we will not change the plan after all, and why. Either way you can appeal then.',
      help,
      '> Notice with the proposed changes and the evidence, and at least 15 days to answer: SEND Regulations 2014, regulation 22(2). Final plan within eight weeks: regulation 22(3). A particular school: Children and Families Act 2014, section 38.',
    ),
  },
  not_amending: {
    title: 'We will not change {{child_first_name}}’s plan after all',
    body: letter(
      'We told you that we proposed to change {{child_name}}’s education, health and care plan. We have thought about everything we were told, and have decided to keep the plan as it is.',
      `## Why

{{decision_reasons}}`,
      `## If you disagree

${appealTo}`,
      mediation,
      help,
      '> SEND Regulations 2014, regulation 22(4). Right of appeal: Children and Families Act 2014, section 51(2)(e).',
      appealLaw,
    ),
  },
  final_plan: {
    title: '{{child_first_name}}’s final plan',
    body: letter(
      'Here is {{child_name}}’s final education, health and care plan. It takes the place of the plan before, and what is in it must be provided from today. We review it again by {{next_review_by}}.',
      `## If you disagree

${appealTo} You can appeal against what the plan says about:
- needs (section B)
- special educational provision (section F)
- the school or other setting, or its type (section I)`,
      'In the same appeal the Tribunal can make recommendations about health and social care (sections C, D, G and H).',
      mediation,
      help,
      '> Final plan within eight weeks of the notice: SEND Regulations 2014, regulation 22(3). Notice of rights: regulation 22(5). Right of appeal: Children and Families Act 2014, section 51(2)(c).',
      appealLaw,
    ),
  },
  transfer_in: {
    title: '{{child_first_name}}’s plan has come to us',
    body: letter(
      '{{child_name}}’s education, health and care plan was transferred from {{from_area}} to us on {{transferred_on}}. We keep it from that day, and what is in it must be provided.',
      'If it is no longer practical for {{child_first_name}} to go to the school or other setting named in the plan, we arrange another one until we can change the plan.',
      'We review the plan by {{next_review_by}}. If we think that a new assessment of {{child_first_name}}’s needs would be better, we ask you first.',
      help,
      '> SEND Regulations 2014, regulation 15: you are told within six weeks of the transfer when the plan is reviewed and whether a new assessment is proposed.',
    ),
  },
  phase_transfer: {
    title: 'Planning {{child_first_name}}’s move',
    body: letter(
      '{{child_name}} is moving {{next_phase}}. We review the education, health and care plan before that, so that there is time to prepare.',
      'We talk about which school or other setting is right, and what {{child_first_name}} needs there, at the review. The plan is changed to name it, and you have it by {{final_plan_by}}.',
      'Please visit the schools, colleges or other settings you are thinking of as soon as you can, and tell us which you would like.',
      help,
      '> SEND Regulations 2014, regulation 18: reviewed and amended before 15 February for a move between most phases, before 31 March for a move from secondary school to a post-16 institution, and five months before a move between post-16 institutions.',
    ),
  },
}
