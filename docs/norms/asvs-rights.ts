import { absent, deviates, host, kept, type Requirement } from "./requirement.ts"

const household = "src/application/use-cases/household"
const rights = "src/domain/rights" as const

/** OWASP ASVS 5.0.0, chapter 8: rights. */
export const asvsRights: ReadonlyArray<Requirement> = [
  kept("8.1.1", "The rules of access to functions and to data are documented.", `${rights}/matrix.ts`, [
    "docs/rights.test.ts > docs/rights.md shows the current matrix",
    `${rights}/rights.test.ts > permits an action exactly where the reference table does`,
  ]),
  kept("8.1.2", "The rules of access to single fields are documented.", `${rights}/fields.ts`, [
    `${rights}/rights.test.ts > the view of a field`,
  ]),
  kept(
    "8.1.3",
    "A document says which facts about the caller count in a decision.",
    "src/domain/lock-out/lock-out.ts",
    [
      "src/application/use-cases/sign-in/budgets.story.test.ts > does not keep out the browser that remembers the account holder, in ten days of polling",
    ],
    "The package knows the device token and the session, and nothing else. Document what you do with network addresses.",
  ),
  deviates(
    "8.1.4",
    "A document says how such facts change a decision about rights.",
    "They never do: rights depend on the person, the household and the time. So a person keeps the same rights everywhere.",
    `${rights}/rights.ts`,
    [`${rights}/rights.test.ts > over every action, role, couple, delegation, account and subject`],
  ),
  kept("8.2.1", "A function is open only to persons with an explicit right.", `${rights}/rights.ts`, [
    `${rights}/rights.test.ts > permits nothing without an active account`,
    "src/domain/rights/answers.test.ts > refuses an action that no row names, also under an inherited name",
  ]),
  kept(
    "8.2.2",
    "A person reaches only data that a rule opens to them.",
    "src/application/household-file/entitlement.ts",
    [
      `${household}/roll-out.story.test.ts > does not recur: no combination of files, sessions and tickets reveals data of another family`,
      `${household}/record-action.story.test.ts > is refused on a file that they were never in, known or unknown`,
    ],
    "Ask `explainRight` or `recordAction` before you show or change data of your own.",
  ),
  kept(
    "8.2.3",
    "A person sees and changes only fields that a rule opens to them.",
    `${rights}/fields.ts`,
    [
      `${household}/files.story.test.ts > who are a child over 15, a dependant or the spouse see their own data, change their own contact, and no more`,
    ],
    "Call `listVisibleFields`, or `decideView`, for the fields that you show.",
  ),
  deviates(
    "8.2.4",
    "The place, the time or the device of a caller can tighten a decision.",
    "The package does not see them. A known browser only has tries of its own. The host may refuse a request before the package.",
    "src/domain/lock-out/lock-out.ts",
  ),
  kept("8.3.1", "The server decides, not the browser.", "src/application/household-file/entitlement.ts", [
    `test/stories/untrusted-callers.story.test.ts > who passes no input or nonsense gets the same refusals as other callers`,
  ]),
  kept("8.3.2", "A right that ends has no effect any more, from that moment on.", `${household}/record-action.ts`, [
    `${rights}/delegate.test.ts > decided before the end and committed after it conflicts, by the version it was decided on`,
    `${household}/delegation-ends.story.test.ts > is included, in Paris time, and no right remains from midnight on, recorded or not`,
  ]),
  kept("8.3.3", "A decision depends on the person, not on the service that acts for them.", `${rights}/rights.ts`, [
    `${rights}/rights.test.ts > acts on behalf of the holder only under a live delegation of a current couple`,
    `${household}/delegation.story.test.ts > lets the spouse do what the holder can, on the holder's behalf`,
  ]),
  absent("8.4.1", "Tenants are separated.", "There is one service. Households are separated: see 8.2.2."),
  host(
    "8.4.2",
    "The interface of the agents has several layers of protection.",
    "Keep `Agency` away from the public, and authenticate agents with two factors. The package authenticates no agent.",
  ),
]
