import { absent, deviates, host, kept, type Requirement } from "./requirement.ts"

const cases = "src/application/use-cases"
const sessions = `${cases}/sign-in/sessions.story.test.ts` as const

/** OWASP ASVS 5.0.0, chapter 7: sessions. */
export const asvsSessions: ReadonlyArray<Requirement> = [
  kept("7.1.1", "The idle time and the longest life of a session are documented.", "src/domain/session/sessions.ts", [
    `${sessions} > ends after exactly 30 minutes without use`,
    `${sessions} > ends after 12 hours, even if it is used`,
  ]),
  kept(
    "7.1.2",
    "The number of sessions of one account, and what happens at the limit, are documented.",
    "src/domain/session/sessions.ts",
    [
      "src/domain/session/sessions.test.ts > that was not used for the longest time is replaced when there are too many",
      "src/domain/session/sessions.test.ts > never exceeds the number and the times of the policy, for any sequence of commands",
    ],
  ),
  absent("7.1.3", "Sessions of a federation are documented.", "There is no federated sign-in."),
  kept("7.2.1", "The server verifies each session token.", "src/application/caller/session.ts", [
    `${sessions} > is refused if it was never opened, and so is the ticket of a wizard`,
  ]),
  kept("7.2.2", "Each session has a token of its own.", "src/application/caller/open-session.ts", [
    `${sessions} > has the number and the times of each, and marks the current one`,
  ]),
  kept("7.2.3", "A token has at least 128 random bits.", "src/application/secrets/ticket.ts", [
    "src/application/secrets/ticket.test.ts > has 256 bits from the random generator, new for each ticket",
  ]),
  deviates(
    "7.2.4",
    "Each authentication, also a repeated one, gives a new token and ends the former one.",
    "A sign-in gives a new token. A password that is asked again for a new contact proves a person and opens nothing, so the token stays. The host ends an older session of the same browser with `signOut`.",
    "src/application/caller/reauthenticate.ts",
    [
      `${cases}/sign-in/password.story.test.ts > requires the current password, ends every session, and notifies the owner`,
    ],
  ),
  kept("7.3.1", "A session ends after a time without use.", "src/domain/session/sessions.ts", [
    `${sessions} > ends after exactly 30 minutes without use`,
  ]),
  kept("7.3.2", "A session has a longest life.", "src/domain/session/sessions.ts", [
    `${sessions} > ends after 12 hours, even if it is used`,
  ]),
  kept("7.4.1", "A session that ended is never accepted again.", "src/domain/session/sessions.ts", [
    `${sessions} > ends its own session and no other`,
  ]),
  kept("7.4.2", "The sessions of a closed account end.", `${cases}/sign-in/close-account.ts`, [
    `${sessions} > ends when the account is closed`,
  ]),
  kept(
    "7.4.3",
    "After a change of a credential, the other sessions can be ended.",
    "src/application/caller/end-sessions.ts",
    [
      `${cases}/sign-in/password.story.test.ts > requires the current password, ends every session, and notifies the owner`,
      `${sessions} > ends all other sessions`,
    ],
    "After a change of contact, offer `revokeOtherSessions`: it is not called by itself.",
  ),
  host("7.4.4", "Each page of a signed-in person has a visible way to sign out.", "Show it, and call `signOut`."),
  kept(
    "7.4.5",
    "Agents can end the sessions of one person or of all persons.",
    `${cases}/sign-in/declare-compromised.ts`,
    [
      `${cases}/sign-in/required-actions.story.test.ts > opens nothing, is not replaced by itself, and ends the tickets of earlier sign-ins`,
    ],
    "To end the sessions of all persons, drop the key of the ring: see [the guide to keys](../guides/keys.md).",
  ),
  kept(
    "7.5.1",
    "A change of contact or password requires the password again.",
    "src/application/caller/reauthenticate.ts",
    [
      `${cases}/contact/contact-change.story.test.ts > requires the current password, and counts a wrong one as a sign-in does`,
    ],
  ),
  deviates(
    "7.5.2",
    "People can list their sessions, and end them after another authentication.",
    "Ending asks for nothing more: a person who finds an intruder must be able to act at once, and an end gives no right.",
    `${cases}/sign-in/revoke-session.ts`,
    [`${sessions} > ends one session by its number, and refuses an unknown number`],
  ),
  deviates(
    "7.5.3",
    "Acts with grave effects require another authentication.",
    "The leaflet asks for nothing more than the session, so the policy `graveActs` is off by default. Choose `password`. A change of contact always requires the password.",
    "src/domain/session/grave-act-policy.ts",
    [`${cases}/household/grave-acts.story.test.ts > only with the current password, where the policy requires it`],
  ),
  absent("7.6.1", "Sessions of a federation end together.", "There is no federated sign-in."),
  kept("7.6.2", "No session opens without an act of the person.", `${cases}/sign-in/sign-in.ts`, [
    `${cases}/sign-in/device.story.test.ts > opens neither a session nor a wizard by itself, and accepts no wrong password`,
    `${cases}/recovery/recovery.story.test.ts > is replaced after a code to the contact on record, without a sign-in`,
  ]),
]
