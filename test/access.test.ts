import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LightMyRequestResponse } from 'fastify'
import { type Role, roles } from '#platform/access/permission.ts'
import { addressIn, aWorld, everyRole, everyRoute, type Ids, isAboutAChild, isLimited } from './every-page.ts'
import { atWork, type Browser } from './office.ts'

/**
 * Every page and address, and who may have it: x has it, a dot does not and is told that it does not exist. This is
 * written by hand, not worked out from permissions. A page that is not here fails; so does a line that no page is left for.
 * A page that answers differently to what is asked of it has a line for each question.
 */
const table = `
                                              co tl se pa yp qa cm au cl st le in dm ig ad pm ev
/                                             x  x  x  x  x  x  x  x  x  x  x  x  x  x  x  x  x
/caseload                                     x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/caseloads                                    .  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/caseloads/assign                             .  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/views                                        x  x  x  .  .  .  .  .  .  .  x  .  x  .  .  .  .
/caseload/calendar                            x  x  x  .  .  .  .  .  .  .  x  .  x  .  .  .  .
/calendar/:secret/waymark.ics                 .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/children                                     x  x  x  x  x  x  x  .  x  .  x  .  x  x  .  .  .
/children/new                                 x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/children/join                                x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/children/:child_id                           x  x  x  x  x  x  x  .  x  .  x  .  x  x  .  .  .
/children/:child_id/timeline                  x  x  x  x  x  x  x  .  x  .  x  .  x  x  .  .  .
/children/:child_id/voices                    x  x  x  x  x  x  x  .  x  .  x  .  x  x  .  .  .
/children/:child_id/change                    x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/children/:child_id/needs/new                 x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/children/:child_id/needs/:need_id            x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/children/:child_id/needs/:id/remove          x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/children/:child_id/placements/new            x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/children/:child_id/placements/:placement_id  x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/children/:child_id/placements/:id/remove     x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/children/:child_id/care                      x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/children/:child_id/care/:id/remove           x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/children/:child_id/care/meetings             x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/children/:child_id/join                      x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/children/:child_id/join/:other_id            x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/children/:child_id/joins/:act                x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/children/:child_id/plans/new                 x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/plans/:plan_id/change                        x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/plans/:plan_id/outcomes/new                  x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/outcomes/:outcome_id                         x  x  x  x  x  x  x  .  x  .  x  .  x  x  .  .  .
/outcomes/:outcome_id/change                  x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/outcomes/:outcome_id/close                   x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/outcomes/:outcome_id/goals/new               x  x  x  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/goals/:goal_id/change                        x  x  x  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/plans/:plan_id/provision/new                 x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/provision/:line_id/change                    x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/provision/:line_id/remove                    x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/tenders                                      .  .  .  .  .  x  x  .  x  x  x  .  .  .  .  .  x
/tenders/new                                  .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .
/tenders/:tender_id                           .  .  .  .  .  x  x  .  x  x  x  .  .  .  .  .  x
/tenders/:tender_id/change                    .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .
/tenders/:tender_id/cancel                    .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .
/tenders/:tender_id/reopen                    .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .
/tenders/:tender_id/lots                      .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .
/tenders/:tender_id/questions                 .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .
/tenders/:tender_id/thresholds                .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .
/tenders/:tender_id/publish                   .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .
/tenders/:tender_id/evaluators                .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .
/tenders/:tender_id/open                      .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .
/tenders/:tender_id/moderate                  .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .
/tenders/:tender_id/letters                   .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .
/tenders/:tender_id/record.zip                .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .
/tenders/:tender_id/documents                 .  .  .  .  .  x  x  .  x  x  x  .  .  .  .  x  x
/tenders/:tender_id/clarifications            .  .  .  .  .  x  x  .  .  x  x  .  .  .  .  .  .
/tenders/:tender_id/interests                 .  .  .  .  .  x  x  .  x  .  .  .  .  .  .  .  x
/tenders/:tender_id/bids                      .  .  .  .  .  x  x  .  x  x  x  .  .  .  .  .  x
/tenders/:tender_id/bids/:bid_id              .  .  .  .  .  x  x  .  x  .  .  .  .  .  .  .  x
/tenders/:tender_id/score                     .  .  .  .  .  x  x  .  x  .  .  .  .  .  .  .  x
/tenders/:tender_id/score/:bid_id             .  .  .  .  .  x  x  .  x  .  .  .  .  .  .  .  x
/tenders/:tender_id/result                    .  .  .  .  .  x  x  .  .  x  x  .  .  .  .  .  .
/bids                                         .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  x  .
/bids/:tender_id                              .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  x  .
/bids/:tender_id/write                        .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  x  .
/bids/:tender_id/ask                          .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  x  .
/bids/:tender_id/withdraw                     .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  x  .
POST /bids/:tender_id/draft                   .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  x  .
/tenders/letters/:letter_id                   .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  x  .
/tenders/letters/:letter_id/letter.pdf        .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  x  .
/providers                                    x  x  .  .  .  x  x  .  x  x  x  .  x  .  .  .  .
/providers/mine                               .  .  x  .  .  .  .  .  .  .  .  .  .  .  .  x  .
/sufficiency                                  .  x  .  .  .  .  x  .  .  x  x  .  x  .  .  .  .
/sufficiency/places                           .  x  .  .  .  .  x  .  .  x  x  .  x  .  .  .  .
/sufficiency.csv                              .  x  .  .  .  .  x  .  .  x  x  .  x  .  .  .  .
/sufficiency.xlsx                             .  x  .  .  .  .  x  .  .  x  x  .  x  .  .  .  .
/providers/look                               x  x  .  .  .  .  x  .  .  .  .  .  x  .  .  .  .
/providers/nearest                            x  x  .  .  .  x  x  .  x  x  x  .  x  .  .  .  .
/children/:child_id/nearest                   x  x  .  .  .  .  x  .  .  .  .  .  x  .  .  .  .
/providers/new                                x  x  .  .  .  .  x  .  .  .  .  .  x  .  .  .  .
/providers/:provider_id                       x  x  x  .  .  x  x  .  x  x  x  .  x  .  .  x  .
/providers/:provider_id/provision             x  x  x  .  .  x  x  .  x  x  x  .  x  .  .  x  .
/providers/:provider_id/provision.csv         x  x  x  .  .  x  x  .  x  x  x  .  x  .  .  x  .
/providers/:provider_id/provision.xlsx        x  x  x  .  .  x  x  .  x  x  x  .  x  .  .  x  .
/providers/:provider_id/delivery              x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/children/:child_id/delivery                  x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/standards                                    .  .  .  .  .  x  x  .  .  x  x  .  .  .  .  x  x
/standards/:framework_id                      .  .  .  .  .  x  x  .  .  x  x  .  .  .  .  x  x
/standards/:framework_id/compare              .  .  .  .  .  x  x  .  .  x  x  .  .  .  .  x  x
/standards/:framework_id/draft                .  .  .  .  .  x  x  .  .  .  .  .  .  .  .  .  .
/standards/:framework_id/draft/new            .  .  .  .  .  x  x  .  .  .  .  .  .  .  .  .  .
/standards/:framework_id/draft/:standard_id   .  .  .  .  .  x  x  .  .  .  .  .  .  .  .  .  .
/standards/:framework_id/draft/:standard_id/remove .  .  .  .  .  x  x  .  .  .  .  .  .  .  .  .  .
/providers/:provider_id/standards             .  .  .  .  .  x  x  .  .  x  x  .  .  .  .  x  x
/providers/:provider_id/standards/frameworks  .  .  .  .  .  x  x  .  .  .  .  .  .  .  .  .  .
/providers/:provider_id/standards/inspections/new .  .  .  .  .  x  x  .  .  .  .  .  .  .  .  .  .
/providers/:provider_id/standards/:standard_id .  .  .  .  .  x  x  .  .  x  x  .  .  .  .  x  x
/providers/:provider_id/judgements/:judgement_id/reply .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  x  .
/providers/:provider_id/change                x  x  .  .  .  .  x  .  .  .  .  .  x  .  .  .  .
/providers/:provider_id/contact               x  x  .  .  .  .  x  .  .  .  .  .  x  .  .  x  .
/providers/:provider_id/places                x  x  x  .  .  x  x  .  x  x  x  .  x  .  .  x  .
/providers/:provider_id/services/new          x  x  .  .  .  .  x  .  .  .  .  .  x  .  .  x  .
/providers/:provider_id/services/:service_id  x  x  .  .  .  .  x  .  .  .  .  .  x  .  .  x  .
/providers/:provider_id/services/:service_id/places x  x  .  .  .  .  x  .  .  .  .  .  x  .  .  x  .
/providers/:provider_id/services/:service_id/price x  x  .  .  .  .  x  .  .  .  .  .  x  .  .  x  .
/providers/:provider_id/sites/new             x  x  .  .  .  .  x  .  .  .  .  .  x  .  .  x  .
/providers/:provider_id/sites/:site_id        x  x  .  .  .  .  x  .  .  .  .  .  x  .  .  x  .
/providers/:provider_id/near                  x  x  .  .  .  x  x  .  x  x  x  .  x  .  .  .  .
/providers/:provider_id/before                x  x  .  .  .  .  x  .  .  .  .  .  x  .  .  .  .
/providers/:provider_id/join                  x  x  .  .  .  .  x  .  .  .  .  .  x  .  .  .  .
/providers/:provider_id/join/:other_id        x  x  .  .  .  .  x  .  .  .  .  .  x  .  .  .  .
/providers/:provider_id/joins/:act            x  x  .  .  .  .  x  .  .  .  .  .  x  .  .  .  .
/documents                                    .  .  .  .  .  x  x  .  .  .  x  .  .  .  .  x  .
/documents/intervals                          .  .  .  .  .  x  x  .  .  .  .  .  .  .  .  .  .
/documents/:document_id                       .  .  .  .  .  x  x  .  .  .  x  .  .  .  .  x  .
/documents/:document_id/file                  .  .  .  .  .  x  x  .  .  .  x  .  .  .  .  x  .
/providers/:provider_id/documents             .  .  .  .  .  x  x  .  .  .  x  .  .  .  .  x  .
/providers/:provider_id/documents/new         .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  x  .
/providers/:provider_id/documents/ask         .  .  .  .  .  x  x  .  .  .  .  .  .  .  .  .  .
/passports                                    .  .  .  .  .  x  x  .  .  .  .  .  .  .  .  .  .
/passports/code                               .  .  .  .  .  x  x  .  .  .  .  .  .  .  .  .  .
/passports/:from_area/:share_id               .  .  .  .  .  x  x  .  .  .  .  .  .  .  .  .  .
/passports/:from_area/:share_id/files/:item_id .  .  .  .  .  x  x  .  .  .  .  .  .  .  .  .  .
/providers/:provider_id/passport              .  .  .  .  .  x  x  .  .  .  .  .  .  .  .  x  .
/providers/:provider_id/passport/new          .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  x  .
/offers/compare                               x  x  .  .  .  x  x  .  x  x  x  .  x  .  .  .  .
/providers/:provider_id/offer                 x  x  .  .  .  x  x  .  x  x  x  .  x  .  .  x  .
/providers/:provider_id/offer/new             .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  x  .
/offers/:offer_id                             x  x  .  .  .  x  x  .  x  x  x  .  x  .  .  x  .
/offers/:offer_id/publish                     .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  x  .
/offers/:offer_id/items/new                   .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  x  .
/offers/items/:item_id                        .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  x  .
/offers/items/:item_id/remove                 .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  x  .
/agreements                                   x  x  .  .  .  x  x  .  .  .  x  .  .  .  .  x  .
/agreements/new                               .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .
/agreements/gaps                              x  x  .  .  .  x  x  .  .  .  x  .  .  .  .  .  .
/agreements/:agreement_id                     x  x  .  .  .  x  x  .  .  .  x  .  .  .  .  x  .
/agreements/:agreement_id/terms               .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .
/agreements/:agreement_id/services/new        .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .
/agreements/services/:service_id              .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .
/agreements/:agreement_id/expectations/new    .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .
/agreements/expectations/:expectation_id      .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .
/agreements/:agreement_id/responsibilities/new .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .
/agreements/responsibilities/:responsibility_id .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .
/agreements/:agreement_id/remove              .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .
/agreements/:agreement_id/send                .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .
/agreements/:agreement_id/sign                .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  x  .
/agreements/:agreement_id/vary                .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .
/agreements/:agreement_id/end                 .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .
/agreements/:agreement_id/children            .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .
/agreements/:agreement_id/provision           x  x  .  .  .  x  x  .  .  .  x  .  .  .  .  .  .
/providers/:provider_id/agreements            x  x  .  .  .  x  x  .  .  .  x  .  .  .  .  x  .
/providers/:provider_id/agreements/gaps             x  x  .  .  .  x  x  .  .  .  x  .  .  .  .  .  .
/providers/:provider_id/baseline              x  x  .  .  .  x  x  .  .  .  x  .  .  .  .  x  .
/registration-test                            x  x  .  .  .  x  x  .  .  .  x  .  .  .  .  .  .
/registration-test/marker                     .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .
/children/:child_id/hours                     x  x  .  .  .  x  x  .  .  .  x  .  x  .  .  .  .
/children/:child_id/hours/new                 x  x  .  .  .  .  x  .  .  .  .  .  x  .  .  .  .
/hours/:hours_id                              x  x  .  .  .  .  x  .  .  .  .  .  x  .  .  .  .
/hours/:hours_id/remove                       x  x  .  .  .  .  x  .  .  .  .  .  x  .  .  .  .
/commissioning                                x  x  .  .  .  x  x  .  .  .  x  .  .  .  .  .  .
/to-do                                        x  x  x  .  .  .  .  .  .  .  x  .  x  .  .  .  .
/deadlines                                    x  x  x  .  .  .  .  .  .  .  x  .  x  .  .  .  .
/deadlines/timeliness                         x  x  x  .  .  x  x  x  x  x  x  x  x  .  .  .  .
/children/:child_id/deadlines                 x  x  x  x  x  x  x  .  x  .  x  .  x  x  .  .  .
/children/:child_id/exceptions/new            x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/children/:child_id/exceptions/:exception_id/remove x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/children/:child_id/advice/new                x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/children/:child_id/advice/:advice_id         x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/plans/:plan_id/transfer                      x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/reviews/:id/hold                             x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/api/v1/deadlines                             x  x  x  .  .  .  .  .  .  .  x  .  x  .  .  .  .
/reviews                                      x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/spreadsheet                          x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/spreadsheet.xlsx                     x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
POST /reviews/spreadsheet/upload              x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/ready                                x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/ours                                 x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/moves                                x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/plan                                 x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/plan/:id                             x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/:id                                  x  x  x  x  x  x  x  .  x  .  x  .  x  x  .  .  .
/reviews/:id/dates                            x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/:id/goals                            x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/:id/positions                        x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/:id/what-helped                      x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/:id/provision                        x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/:id/young-person                     x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/:id/parent                           x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/:id/provider                         x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/:id/next-goals                       x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/:id/recommendation                   x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
POST /reviews/:id/draft                       x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/:id/check                            x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/:id/ratings/:rating                  x  x  x  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/reviews/:id/positions/:position              x  x  x  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/reviews/:id/meeting                          x  x  x  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/reviews/:id/people                           x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/:id/people/new                       x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/:id/people/:person                   x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/:id/invitations                      x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/:id/advice                           x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/:id/advice/:person                   x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/:id/circulation                      x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/:id/attendance                       x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/:id/move                             x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/:id/decision                         x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/:id/amendment-notice                 x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/:id/representations                  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/:id/final-plan                       x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/:id/next-setting                     x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/term-lists                                   x  x  x  .  .  .  .  .  x  .  .  .  .  .  .  .  .
/term-lists/terms                             .  x  .  .  .  .  .  .  .  .  .  .  .  .  x  .  .
/term-lists/settings/:provider_id             x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/term-lists/:id                               x  x  x  .  .  .  .  .  x  .  .  .  .  .  .  .  .
/term-lists/:id/list.csv                      x  x  x  .  .  .  .  .  x  .  .  .  .  .  .  .  .
/family/reviews/:id                           .  .  .  x  x  .  .  .  .  .  .  .  .  .  .  .  .
/family/reviews/:id/answering                 .  .  .  x  x  .  .  .  .  .  .  .  .  .  .  .  .
/family/reviews/:id/words                     .  .  .  x  x  .  .  .  .  .  .  .  .  .  .  .  .
/family/reviews/:id/overall                   .  .  .  x  x  .  .  .  .  .  .  .  .  .  .  .  .
/family/reviews/:id/scales/:part              .  .  .  x  x  .  .  .  .  .  .  .  .  .  .  .  .
/family/reviews/:id/photos                    .  .  .  x  x  .  .  .  .  .  .  .  .  .  .  .  .
POST /family/reviews/:id/save                 .  .  .  x  x  .  .  .  .  .  .  .  .  .  .  .  .
/family/reviews/:id/check                     .  .  .  x  x  .  .  .  .  .  .  .  .  .  .  .  .
/family/children/:child_id                    .  .  .  x  x  .  .  .  .  .  .  .  .  .  .  .  .
/family/children/:child_id/flags              .  .  .  x  x  .  .  .  .  .  .  .  .  .  .  .  .
/family/children/:child_id/flags/:flag        .  .  .  x  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/:id/family                           x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/:id/family/new                       x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/reviews/:id/family/:link/revoke              x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/flags                                        x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/flags/:flag_id                               x  x  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/children/:child_id/scores/new                x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/scores/:score_id/remove                      x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/children/:child_id/evidence                  x  x  x  x  x  x  x  .  x  .  x  .  x  x  .  .  .
/children/:child_id/evidence/new              x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/evidence/:evidence_id/change                 x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/evidence/:evidence_id/remove                 x  x  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
/evidence/:evidence_id/file                   x  x  x  x  x  x  x  .  x  .  x  .  x  x  .  .  .
/pictures                                     x  x  x  .  .  x  x  x  x  x  x  x  x  .  .  .  .
/pictures/ratings                             x  x  x  .  .  x  x  x  x  x  x  x  x  .  .  .  .
/pictures/ratings?audience=casework           x  x  x  .  .  x  x  .  x  .  x  .  x  .  .  .  .
/pictures/ratings?audience=published          x  x  .  .  .  x  x  x  x  x  x  x  x  .  .  .  .
/pictures/ratings.csv                         x  x  x  .  .  x  x  x  x  x  x  x  x  .  .  .  .
/pictures/ratings.csv?audience=casework       x  x  x  .  .  x  x  .  x  .  x  .  x  .  .  .  .
/pictures/ratings.csv?audience=published      x  x  .  .  .  x  x  x  x  x  x  x  x  .  .  .  .
/pictures/ratings.xlsx                        x  x  x  .  .  x  x  x  x  x  x  x  x  .  .  .  .
/pictures/ratings/behind                      x  x  x  .  .  x  x  .  x  .  x  .  x  .  .  .  .
/pictures/distance                            x  x  x  .  .  x  x  x  x  x  x  x  x  .  .  .  .
/pictures/distance.csv                        x  x  x  .  .  x  x  x  x  x  x  x  x  .  .  .  .
/pictures/distance.xlsx                       x  x  x  .  .  x  x  x  x  x  x  x  x  .  .  .  .
/pictures/distance/behind                     x  x  x  .  .  x  x  .  x  .  x  .  x  .  .  .  .
/pictures/soft                                x  x  x  .  .  x  x  x  x  x  x  x  x  .  .  .  .
/pictures/soft.csv                            x  x  x  .  .  x  x  x  x  x  x  x  x  .  .  .  .
/pictures/soft.xlsx                           x  x  x  .  .  x  x  x  x  x  x  x  x  .  .  .  .
/pictures/soft/behind                         x  x  x  .  .  x  x  .  x  .  x  .  x  .  .  .  .
/pictures/coverage                            x  x  x  .  .  x  x  x  x  x  x  x  x  .  .  .  .
/pictures/coverage.csv                        x  x  x  .  .  x  x  x  x  x  x  x  x  .  .  .  .
/pictures/coverage.xlsx                       x  x  x  .  .  x  x  x  x  x  x  x  x  .  .  .  .
/pictures/coverage/behind                     x  x  x  .  .  x  x  .  x  .  x  .  x  .  .  .  .
/pictures/changes                             x  x  x  .  .  x  x  .  x  .  x  .  x  .  .  .  .
/pictures/board-pack                          x  x  .  .  .  x  x  x  x  x  x  x  x  .  .  .  .
/pictures/questions/:id                       x  x  x  .  .  x  x  .  .  .  .  .  .  .  .  .  .
/api/v1/pictures/:measure?audience=casework   x  x  x  .  .  x  x  .  x  .  x  .  x  .  .  .  .
/api/v1/pictures/:measure?audience=published  x  x  .  .  .  x  x  x  x  x  x  x  x  .  .  .  .
/api/v1/openapi.json                          x  x  x  x  x  x  x  x  x  x  x  x  x  x  x  x  x
/statistics                                   x  x  .  .  .  x  x  x  x  x  x  x  x  .  .  .  .
/statistics/:id                               x  x  .  .  .  x  x  x  x  x  x  x  x  .  .  .  .
/imports                                      .  .  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/imports/new                                  .  .  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
POST /imports/upload                          .  .  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/imports/:id                                  .  .  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/imports/:id/progress                         .  .  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/imports/:id/undo                             .  .  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .
/exports                                      .  .  .  .  .  .  .  .  .  .  .  .  x  x  .  .  .
/exports/package.zip                          .  .  .  .  .  .  .  .  .  .  .  .  x  x  .  .  .
/people                                       .  .  .  .  .  .  .  .  .  .  .  .  .  x  x  .  .
/people/new                                   .  .  .  .  .  .  .  .  .  .  .  .  .  x  x  .  .
/people/:id                                   .  .  .  .  .  .  .  .  .  .  .  .  .  x  x  .  .
/people/:id/change                            .  .  .  .  .  .  .  .  .  .  .  .  .  x  x  .  .
/people/:id/roles/new                         .  .  .  .  .  .  .  .  .  .  .  .  .  x  x  .  .
/people/roles/:id                             .  .  .  .  .  .  .  .  .  .  .  .  .  x  x  .  .
/people/:id/one-time-password                 .  .  .  .  .  .  .  .  .  .  .  .  .  x  x  .  .
/people/:id/close                             .  .  .  .  .  .  .  .  .  .  .  .  .  x  x  .  .
/children/:child_id/letters                   x  x  x  x  x  .  .  .  x  .  .  .  x  x  .  .  .
/letters/:letter_id                           x  x  x  x  x  .  .  .  x  .  .  .  x  x  .  .  .
/letters/:letter_id/as-sent                   x  x  x  x  x  .  .  .  x  .  .  .  x  x  .  .  .
/letters/:letter_id/letter.pdf                x  x  x  x  x  .  .  .  x  .  .  .  x  x  .  .  .
/letters/wording                              .  .  .  .  .  .  .  .  .  .  .  .  .  .  x  .  .
/letters/wording/change                       .  .  .  .  .  .  .  .  .  .  .  .  .  .  x  .  .
/letters/settings                             .  .  .  .  .  .  .  .  .  .  .  .  .  .  x  .  .
/messages                                     x  x  .  .  .  .  .  .  .  .  .  .  x  x  x  .  .
/messages/:message_id                         x  x  .  .  .  .  .  .  .  .  .  .  x  x  x  .  .
/messages/reminders                           .  .  .  .  .  .  .  .  .  .  .  .  .  .  x  .  .
/messages/reminders/change                    .  .  .  .  .  .  .  .  .  .  .  .  .  .  x  .  .
/messages/jobs                                .  .  .  .  .  .  .  .  .  .  .  .  .  .  x  .  .
/account/messages                             x  x  x  x  x  x  x  x  x  x  x  x  x  x  x  x  x
/account                                      x  x  x  x  x  x  x  x  x  x  x  x  x  x  x  x  x
/account/password                             x  x  x  x  x  x  x  x  x  x  x  x  x  x  x  x  x
/account/keys/new                             x  x  x  x  x  x  x  x  x  x  x  x  x  x  x  x  x
/audit-trail                                  .  .  .  .  .  .  .  .  .  .  .  .  .  x  x  .  .
/audit-trail/children/:id                     .  .  .  .  .  .  .  .  .  .  .  .  .  x  x  .  .
/audit-trail/export.csv                       .  .  .  .  .  .  .  .  .  .  .  .  .  x  x  .  .
`

/** The columns of the table, in its order. */
const columns = {
  co: 'coordinator',
  tl: 'team_lead',
  se: 'senco',
  pa: 'parent',
  yp: 'young_person',
  qa: 'qa_officer',
  cm: 'commissioner',
  au: 'plan_auditor',
  cl: 'clinical_officer',
  st: 'strategic_lead',
  le: 'inspection_lead',
  in: 'inspector',
  dm: 'data_manager',
  ig: 'information_governance',
  ad: 'administrator',
  pm: 'provider_manager',
  ev: 'evaluator',
} as const satisfies Record<string, Role>

const [head = '', ...lines] = table.trim().split('\n')
const order = head.trim().split(/\s+/) as (keyof typeof columns)[]
const given = lines.map(line => {
  const words = line.trim().split(/\s+/)
  const marks = words.splice(-order.length)
  const [key = '', query] = words.join(' ').split('?')
  return { key, query, roles: new Set<Role>(order.filter((_, at) => marks[at] === 'x').map(column => columns[column])) }
})

const routes = everyRoute()

/** Each line with the page it is about, and its address in a world. */
const linesOf = (ids: Ids) =>
  given.flatMap(({ key, query, roles: may }) =>
    routes
      .filter(route => route.key === key)
      .map(route => ({ ...route, may, address: addressIn(route.path, ids, query) })),
  )

/** Asks for it. A form that writes is asked for with nothing in it, and only of whoever may not. */
const ask = (browser: Browser, { method }: { method: string }, address: string): Promise<LightMyRequestResponse> =>
  method === 'GET' ? browser.get(address) : browser.post(address, {})

test('the table has every role, and a line for every page and address and for nothing else', () => {
  assert.deepEqual(order.map(column => columns[column]).toSorted(), Object.keys(roles).toSorted())
  const there = routes.map(({ key }) => key)
  const told = given.map(({ key }) => key)
  assert.deepEqual(
    there.filter(key => !told.includes(key)),
    [],
    'test/access.test.ts has no line for them',
  )
  assert.deepEqual(
    told.filter(key => !there.includes(key)),
    [],
    'no page is left for them',
  )
})

test('each role has the pages the table gives it, and no other page exists for it', () =>
  atWork(async office => {
    const ids = await aWorld(office, 206, await office.as('coordinator'))
    const wrong: string[] = []
    const tryAll = async ([role, browser]: [Role, Browser]) => {
      for (const line of linesOf(ids)) {
        const may = line.may.has(role)
        if (may && line.method !== 'GET') continue
        const { statusCode } = await ask(browser, line, line.address)
        if (statusCode !== (may ? 200 : 404)) wrong.push(`${role} ${line.key}: ${statusCode}`)
        if (may || !line.submits) continue
        const sent = await browser.post(line.address, {})
        if (sent.statusCode !== 404) wrong.push(`${role} POST ${line.key}: ${sent.statusCode}`)
      }
    }
    await Promise.all((await everyRole(office, ids)).map(tryAll))
    assert.deepEqual(wrong, [])
  }))

test('whoever opened a link has the pages of that link and no other page there is', () =>
  atWork(async office => {
    const ids = await aWorld(office, 206, await office.as('coordinator'))
    const token = 'a-visit-of-the-family'
    await office.owner.query(
      `insert into family_session (token_hash, area_id, link_id, child_id, csrf, expires_at)
       select sha256($1::bytea), area_id, id, child_id, 'a-token', now() + interval '1 hour' from family_link`,
      [Buffer.from(token)],
    )
    const headers = { cookie: `waymark_family=${token}` }
    const theirs = linesOf(ids).filter(({ key, may }) => key.startsWith('/family/') && may.has('parent'))
    assert.ok(theirs.length > 5)
    const wrong: string[] = []
    for (const { key, method, address } of linesOf(ids)) {
      const { statusCode, headers: given } = await office.app.inject({ method, url: address, headers })
      const out = statusCode === 303 && String(given.location).startsWith('/sign-in')
      const refused = out || [401, 403, 404].includes(statusCode)
      const isTheirs = theirs.some(line => line.key === key)
      if (isTheirs ? statusCode !== 200 : !refused) wrong.push(`${key}: ${statusCode}`)
    }
    assert.deepEqual(wrong, [])
  }))

test('nothing of another area exists, for anybody, whatever their role', () =>
  atWork(async office => {
    const ids = await aWorld(office, 206, await office.as('coordinator'))
    const elsewhere = await aWorld(office, 207, await office.as('coordinator', { area_id: 207 }))
    const numbered = linesOf(elsewhere).filter(({ path }) => path.includes('/:') && !path.includes(':measure'))
    assert.deepEqual(await found(await everyRole(office, ids), numbered), [])
  }))

test('no page about a child or its school exists for another school’s SENCO, another child’s parent or young person', () =>
  atWork(async office => {
    const ids = await aWorld(office, 206, await office.as('coordinator'))
    const [school, { child_id }] = [await office.aProvider(), await office.aChild()]
    const strangers: [string, Browser][] = [
      ['SENCO of another school', await office.as('senco', { institutions: [school] })],
      ['SENCO of no school', await office.as('senco')],
      ['parent of another child', await office.as('parent', { children: [child_id] })],
      ['parent of no child', await office.as('parent')],
      ['another young person', await office.as('young_person', { children: [child_id] })],
    ]
    const limited = linesOf(ids).filter(({ path }) => isLimited(path))
    assert.deepEqual(await found(strangers, limited), [])
  }))

test('a child who has left a school is gone from every page of its SENCO’s', () =>
  atWork(async office => {
    const ids = await aWorld(office, 206, await office.as('coordinator'))
    const senco = await office.as('senco', { institutions: [ids.providers] })
    assert.equal((await senco.get(addressIn('/children/:child_id', ids))).statusCode, 200)
    await office.write(tx =>
      tx.updateTable('placement').set({ to_on: '2026-03-01' }).where('area_id', '=', 206).execute(),
    )
    const aboutAChild = linesOf(ids).filter(({ path }) => isAboutAChild(path))
    assert.deepEqual(await found([['SENCO', senco]], aboutAChild), [])
  }))

/** Of addresses that should not exist for anybody of these, those that do. */
async function found(browsers: [string, Browser][], lines: ReturnType<typeof linesOf>) {
  const there: string[] = []
  const tryAll = async ([who, browser]: [string, Browser]) => {
    for (const line of lines) {
      const { statusCode } = await ask(browser, line, line.address)
      if (statusCode !== 404) there.push(`${who} ${line.key}: ${statusCode}`)
      if (!line.submits) continue
      const sent = await browser.post(line.address, {})
      if (sent.statusCode !== 404) there.push(`${who} POST ${line.key}: ${sent.statusCode}`)
    }
  }
  await Promise.all(browsers.map(tryAll))
  return there
}

test('nothing is changed by opening a page', () =>
  atWork(async office => {
    const ids = await aWorld(office, 206, await office.as('coordinator'))
    const browsers = new Map(await everyRole(office, ids))
    const tables = [
      'child',
      'plan',
      'outcome',
      'goal',
      'review',
      'rating',
      'placement',
      'file',
      'file_link',
      'provider',
      'import',
      'membership',
      'api_token',
    ]
    const facts = async () =>
      (
        await office.owner.query(
          `select ${tables.map(t => `(select json_agg(t)::text from ${t} t) as ${t}`).join(', ')}`,
        )
      ).rows[0]
    const before = await facts()
    for (const { method, may, address } of linesOf(ids)) {
      const [role] = may
      if (role && method === 'GET') await browsers.get(role)?.get(address)
    }
    assert.deepEqual(await facts(), before)
  }))

test('whoever opens a page of a child’s record is in that child’s trail', () =>
  atWork(async office => {
    const ids = await aWorld(office, 206, await office.as('coordinator'))
    const browsers = new Map(await everyRole(office, ids))
    const entries = async () =>
      (
        await office.owner.query(
          "select count(*)::int as n from audit_entry where child_id is not null and act like '%.seen'",
        )
      ).rows[0].n
    const unseen: string[] = []
    for (const { key, path, method, may, address } of linesOf(ids)) {
      const [role] = may
      if (!role || method !== 'GET' || !isAboutAChild(path)) continue
      const before = await entries()
      await browsers.get(role)?.get(address)
      if ((await entries()) === before) unseen.push(key)
    }
    assert.deepEqual(unseen, [])
  }))
