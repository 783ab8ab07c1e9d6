import { absent, deviates, host, kept, type Requirement } from "./requirement.ts"

const cases = "src/application/use-cases"
const sessions = `${cases}/sign-in/sessions.story.test.ts` as const

/**
 * NIST SP 800-63B-4 (2025). Numbers were compared with the final text for passwords (3.1.1.2) and throttling (3.2.2).
 * The other sections are named by their titles. The password rules come from `deviations`.
 */
export const nist: ReadonlyArray<Requirement> = [
  kept(
    "3.1.1.2, storage",
    "A password is stored under a salted, slow hash, best with a key kept elsewhere.",
    "adapters/argon2/password-hasher.ts",
    [
      "adapters/argon2/password-hasher.test.ts > uses Argon2id with 19 MiB, 2 passes and 1 lane by default",
      `${cases}/sign-in/written-database.story.test.ts > a person who can write to the database`,
    ],
  ),
  kept(
    "3.1.1.2, spelling",
    "A password is normalised before it is hashed, counted in characters, and never truncated.",
    "src/domain/password/assess.ts",
    ["src/domain/password/assess.test.ts > is the untruncated NFC of what was typed"],
  ),
  kept(
    "3.1.1.2, changes",
    "A password is changed only if there is evidence of a compromise.",
    "src/domain/account/requirement.ts",
    [`${cases}/sign-in/required-actions.story.test.ts > a compromised password`],
  ),
  deviates(
    "3.1.1.2, hints and questions",
    "There is no hint and no secret question.",
    "Facts open a space for persons without a legacy password, under the policy `identity.standard`. Choose `strict`.",
    "src/domain/identity/identity-policy.ts",
    [`${cases}/creation/identity-guessing.story.test.ts > a number, a name and a date of birth`],
  ),
  kept("3.2.2", "At most 100 failures in a row, and then another way in.", "src/domain/lock-out/lock-out.ts", [
    "src/domain/lock-out/lock-out.test.ts > is 100 (NIST SP 800-63B-4, 3.2.2), and no time lifts it",
    `${cases}/sign-in/budgets.story.test.ts > does not end the account: a recovery opens the way again, and the count starts at zero`,
    `${cases}/recovery/tries-of-codes.story.test.ts > has at most a hundred compared in a row: then only an agent opens recovery again`,
  ]),
  kept(
    "Out-of-Band Devices",
    "A code lives at most 10 minutes, works once and is not guessed.",
    "src/domain/challenge/challenge.ts",
    [
      `${cases}/wizard/code.story.test.ts > expires after exactly ten minutes, and a new one can be requested`,
      `${cases}/wizard/code.story.test.ts > that is right is accepted once when it is entered fifty times at once`,
    ],
  ),
  deviates(
    "Out-of-Band Devices, e-mail",
    "E-mail is not used to authenticate.",
    "Many people have no mobile. A code by e-mail proves a contact or recovers a password, and opens no session.",
    "src/domain/recovery/recovery.ts",
    [`${cases}/recovery/recovery.story.test.ts > is replaced after a code to the contact on record, without a sign-in`],
  ),
  deviates(
    "Restricted authenticators (SMS)",
    "A code by SMS needs an alternative, and people learn the risk.",
    "An e-mail address is the only alternative, as in the leaflet. Texts say what the code does, and who must never get it.",
    "src/domain/contact/contact-policy.ts",
    ["src/messages/notices/short.test.ts > the short text of a code"],
  ),
  deviates(
    "Phishing resistance, AAL2",
    "A person can use a factor that a false site cannot relay.",
    "The leaflet has a number and a password only, so this is AAL1 at most. An SMS is bound to the site, and changes are announced.",
    "src/domain/account/account.ts",
    [
      "src/messages/notices/short.test.ts > fits one SMS, starts with the code, has the minutes, the message number and the warning, and ends with the site",
    ],
  ),
  kept(
    "Account recovery",
    "A recovery uses a proved contact or a new proof of identity, and is notified.",
    "src/domain/recovery/recovery.ts",
    [
      `${cases}/recovery/recovery.story.test.ts > a forgotten password`,
      `${cases}/recovery/restored-access.story.test.ts > a person who lost password and contact, after proof of identity at the counter`,
    ],
  ),
  kept(
    "Account notifications",
    "People are notified of changes, also at an address that was replaced.",
    "src/application/outbox/announce.ts",
    [
      `${cases}/contact/intruder-contact.story.test.ts > causes announcements to the former contact for 30 days, and no longer`,
      `${cases}/recovery/report-not-mine.story.test.ts > goes to the former contact and never to the new one, whatever the intruder changes`,
    ],
    "Give a page for reports (the policy `reports`): notices then have a link that undoes the change.",
  ),
  kept(
    "Invalidation of authenticators",
    "A lost or stolen credential is suspended at once.",
    `${cases}/sign-in/declare-compromised.ts`,
    [
      `${cases}/sign-in/required-actions.story.test.ts > opens nothing, is not replaced by itself, and ends the tickets of earlier sign-ins`,
    ],
  ),
  kept(
    "Session bindings",
    "A session secret is random, long, and kept by the server as a hash.",
    "src/application/secrets/ticket.ts",
    [
      "src/application/secrets/ticket.test.ts > has 256 bits from the random generator, new for each ticket",
      "src/application/secrets/ticket.test.ts > is stored as a hash that contains nothing of its text",
    ],
  ),
  host(
    "Browser cookies",
    "Session cookies are safe.",
    "Set `HttpOnly`, `Secure`, `SameSite`, a `__Host-` name, and no `Domain`.",
  ),
  kept("Reauthentication", "A session ends without use, and has a longest life.", "src/domain/session/sessions.ts", [
    `${sessions} > ends after exactly 30 minutes without use`,
    `${sessions} > ends after 12 hours, even if it is used`,
  ]),
  host(
    "Authenticated protected channel",
    "Secrets travel over TLS only.",
    "Serve these pages over TLS only, with HSTS.",
  ),
  absent("Biometrics and synchronised keys", "They have rules of their own.", "There are none."),
]
