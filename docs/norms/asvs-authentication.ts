import { absent, deviates, host, kept, type Requirement } from "./requirement.ts"

const cases = "src/application/use-cases"
const signIn = `${cases}/sign-in` as const
const recovery = `${cases}/recovery` as const
const wizard = `${cases}/wizard` as const

/** OWASP ASVS 5.0.0, chapters 2.4 and 6. The password rules of 6.2 come from `deviations`. */
export const asvsAuthentication: ReadonlyArray<Requirement> = [
  kept(
    "2.4.1",
    "Calls that cost money, fill the storage or load the service are limited.",
    "src/domain/challenge/message-budget.ts",
    [
      "test/stories/sms-pumping.story.test.ts > to a remote destination stops for every account at the limit of the day, and for that destination alone",
      `${signIn}/busy-hasher.story.test.ts > costs no read and no write for a flood of sign-ins, with known and unknown identifiers`,
    ],
    "Limit requests per network address: see [what the host must limit](what-the-host-must-limit.md).",
  ),
  deviates(
    "2.4.2",
    "Steps are not accepted faster than a person can act.",
    "People who use a password manager or a screen reader are fast too. Counts limit the harm, and time does not.",
    "docs/security/what-the-host-must-limit.md",
  ),
  kept(
    "6.1.1",
    "A document says how guessing is limited, and how no stranger can lock an owner out.",
    "docs/security/threats.md",
    [`${signIn}/budgets.story.test.ts > a stranger who keeps guessing to lock the account holder out`],
  ),
  kept("6.1.2", "The words of the service that no password may contain are listed.", "src/domain/password/presets.ts", [
    `${signIn}/personal-password.story.test.ts > what the application knows about the person`,
    "docs/password.test.ts > the page of password rules agrees with the rules, presets and texts",
  ]),
  kept("6.1.3", "A document lists every way into an account, and what each asks for.", "docs/security/threats.md", [
    `${signIn}/guessing-during-a-wait.story.test.ts > an attacker who goes on guessing during a wait`,
  ]),
  kept("6.2.2", "People can change their password.", `${signIn}/change-password.ts`, [
    `${signIn}/password.story.test.ts > requires the current password, ends every session, and notifies the owner`,
  ]),
  kept("6.2.3", "A change requires the current password.", "src/application/caller/reauthenticate.ts", [
    `${signIn}/password.story.test.ts > verifies no password without a valid session`,
  ]),
  host(
    "6.2.6",
    "The field hides what is typed, and may show it on request.",
    "Use `type=password`, with a button that shows the text. `hints` gives the other attributes of the field.",
  ),
  host(
    "6.2.7",
    "Pasting and password managers work.",
    "Do not block pasting. Set `autocomplete` to `current-password` or `new-password`.",
  ),
  deviates(
    "6.2.8",
    "A password is compared exactly as it was typed.",
    "Accents have two spellings in Unicode, so a password is compared in NFC, as NIST requires. It is never truncated.",
    "src/domain/password/assess.ts",
    ["src/domain/password/assess.test.ts > is the untruncated NFC of what was typed"],
  ),
  kept(
    "6.2.10",
    "A password stays valid until it is compromised or its owner changes it.",
    "src/domain/account/requirement.ts",
    [
      "src/domain/account/requirement.test.ts > has no requirement if the password satisfies the policy and the terms in force are accepted",
    ],
  ),
  kept(
    "6.3.1",
    "Guessing and stuffing of passwords are stopped as the document says.",
    "src/domain/lock-out/lock-out.ts",
    [
      "src/domain/lock-out/lock-out.test.ts > never verifies more than 25 wrong passwords in any 24 hours, for any timing of the attempts",
      `${signIn}/budgets.story.test.ts > a patient attacker with 25 guesses a day`,
      `${signIn}/parallel-tries.story.test.ts > have the wrong passwords of all flows together counted (Kratos 4606)`,
    ],
  ),
  absent(
    "6.3.2",
    "No default account exists.",
    "The service opens without accounts. Only a person or an agent creates one. Accounts of agents are the host's.",
  ),
  deviates(
    "6.3.3",
    "Sign-in uses two factors.",
    "The leaflet promises the number and the password, and nothing else. Recovery and a new contact need a code. Rights are limited, and changes are announced.",
    "src/domain/account/account.ts",
    [`${wizard}/migration.story.test.ts > lets a person sign in with the new password, and with nothing else`],
  ),
  kept("6.3.4", "No way in is undocumented, and each asks for as much as the others.", "docs/security/threats.md", [
    `${signIn}/guessing-during-a-wait.story.test.ts > has the stored hash compared at most five times by the device token of a browser, then never`,
    `${signIn}/guessing-during-a-wait.story.test.ts > has the stored hash compared at most five times by a stolen session, then never`,
    `${cases}/creation/identity-guessing.story.test.ts > a number, a name and a date of birth`,
  ]),
  deviates(
    "6.3.5",
    "People hear of suspicious sign-ins.",
    "The package sees no place and no network address. Strangers could use messages about wrong passwords to flood a person. Each change of a credential is announced.",
    "src/application/outbox/announce.ts",
    ["src/application/delivery/coalesced-announcements.story.test.ts > a flood of announcements"],
  ),
  deviates(
    "6.3.6",
    "E-mail is no factor of authentication.",
    "Many people have no mobile. An e-mail opens no session: it proves a contact, and it recovers a forgotten password.",
    "src/domain/recovery/recovery.ts",
    [`${recovery}/recovery.story.test.ts > is replaced after a code to the contact on record, without a sign-in`],
  ),
  kept(
    "6.3.7",
    "People hear of each change of their password or contact.",
    "src/application/outbox/announce.ts",
    [
      `${cases}/contact/contact-change.story.test.ts > sends a code to the new contact, and announces the change to the former one`,
      `${cases}/contact/intruder-contact.story.test.ts > causes announcements to the former contact for 30 days, and no longer`,
      `${cases}/creation/provisional.story.test.ts > is replaced by the NIR with an announcement to the contacts on record, which says the next step`,
      `${signIn}/require-password-change.story.test.ts > announces it to each person once, and the journal names the agent and the reason`,
      `${recovery}/report-not-mine.story.test.ts > an owner who presses “Ce n’est pas moi” in the notice of a change of contact`,
    ],
    "Give a page for reports (the policy `reports`): notices then have a link that undoes the change.",
  ),
  kept("6.3.8", "No answer and no delay reveals whether an account exists.", `${signIn}/sign-in.ts`, [
    `${signIn}/guessing-during-a-wait.story.test.ts > makes the same calls to every port for a known number and for an unknown one`,
    `${recovery}/recovery-enumeration.story.test.ts > makes the same calls to the keys as a recovery with a target`,
    `${cases}/creation/creation.story.test.ts > gives the same refusal for a wrong name, a person in no file and an open personal space`,
  ]),
  kept(
    "6.4.1",
    "A first password or activation code is random, works briefly or once, and never stays.",
    "src/domain/migration/migration.ts",
    [`${wizard}/migration.story.test.ts > lets a person sign in with the new password, and with nothing else`],
    "The 8-digit password is made by the legacy system. Ask for the migration of every account, and set an end date.",
  ),
  deviates(
    "6.4.2",
    "No secret question and no hint of a password exists.",
    "Under the policy `identity.standard`, facts open the space of a spouse, a child over 15 or a dependant. Choose `strict` to require a document of every person.",
    "src/domain/identity/identity-policy.ts",
    [
      `${cases}/creation/identity-guessing.story.test.ts > are asked of the identity records at most five times by 200 parallel guesses, and not during the wait`,
    ],
  ),
  kept("6.4.3", "A forgotten password is replaced in a safe way.", "src/domain/recovery/recovery.ts", [
    `${recovery}/recovery.story.test.ts > must be replaced within half an hour by another one that follows the rules`,
    `${recovery}/recovery-code.story.test.ts > that is wrong five times ends the tries of the ticket until a new request, and no answer says how many are left`,
  ]),
  absent("6.4.4", "A lost second factor needs a new proof of identity.", "There is no second factor (see 6.3.3)."),
  absent("6.4.5", "People are reminded before a credential expires.", "No credential of a person expires."),
  kept(
    "6.4.6",
    "Agents can start a reset, and never choose or know the password.",
    `${recovery}/restore-access.ts`,
    [
      `${recovery}/restored-access.story.test.ts > recovers the account with the contact that the agent recorded, and with nothing else`,
      `${signIn}/require-password-change.story.test.ts > asks each person at the next sign-in, with the reason in French and English, and the new one ends it`,
    ],
    "Check the identity at the counter as for the opening of an account.",
  ),
]
