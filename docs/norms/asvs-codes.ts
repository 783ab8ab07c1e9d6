import { absent, deviates, kept, type Requirement } from "./requirement.ts"

const cases = "src/application/use-cases"
const wizard = `${cases}/wizard` as const

/** OWASP ASVS 5.0.0, chapters 6.5 and 6.6: confirmation codes. */
export const asvsCodes: ReadonlyArray<Requirement> = [
  kept("6.5.1", "A code works once.", "src/domain/challenge/challenge.ts", [
    `${wizard}/code.story.test.ts > that is right is accepted once when it is entered fifty times at once`,
  ]),
  deviates(
    "6.5.2",
    "Short secrets are stored under a slow, salted hash.",
    "Codes are not stored. Each is derived from a random nonce under a key outside the database, so a slow hash adds nothing.",
    "src/application/secrets/code.ts",
    [
      "src/application/secrets/code.test.ts > derives the same code every time, and another code for another account, challenge or message",
    ],
  ),
  kept("6.5.3", "Codes come from a secure random generator.", "src/application/secrets/code.ts", [
    "src/application/secrets/code.test.ts > derives codes of %i digits, with leading zeros, and each digit at each position",
  ]),
  kept(
    "6.5.4",
    "A code has at least 6 random digits.",
    "src/domain/challenge/code-policy.ts",
    [
      `${wizard}/code-length.story.test.ts > refuses codes of 7 and 9 digits, names its length in the refusal, and counts no try`,
    ],
    "Do not set `codes.length` below 6. The policy accepts 4 and 5.",
  ),
  kept(
    "6.5.5",
    "A code works for at most 10 minutes.",
    "src/domain/challenge/code-policy.ts",
    [
      `${wizard}/code.story.test.ts > expires after exactly ten minutes, and a new one can be requested`,
      `${cases}/recovery/recovery-code.story.test.ts > expires after exactly ten minutes`,
      `${cases}/contact/contact-code.story.test.ts > expires after exactly ten minutes`,
    ],
    "The preset `patient` has 15 minutes, for slow mailboxes. It is your deviation if you choose it.",
  ),
  kept("6.5.6", "Each factor can be revoked after theft or loss.", `${cases}/contact/bar-contact.ts`, [
    `${cases}/recovery/restored-access.story.test.ts > recovers nothing until its owner proves it again, and the agent is on record`,
    `${cases}/sign-in/device.story.test.ts > forgets the person on request, and other browsers do not`,
    `${cases}/sign-in/device-list.story.test.ts > makes a lost phone forget them by its number: its token opens nothing, and the others go on`,
  ]),
  absent("6.5.7", "Biometrics are a second factor only.", "There are no biometrics."),
  absent("6.5.8", "Time-based passwords use a trusted clock.", "There are no time-based passwords."),
  deviates(
    "6.6.1",
    "Codes by SMS have a stronger alternative, and people learn their risks.",
    "The leaflet offers an e-mail address or a mobile number. Each text says what its code does, and a code opens no session.",
    "src/domain/contact/contact-policy.ts",
    [
      "src/messages/notices/short.test.ts > fits one SMS, starts with the code, has the minutes, the message number and the warning, and ends with the site",
    ],
  ),
  kept("6.6.2", "A code works only for the request that it was made for.", "src/application/secrets/code.ts", [
    `${wizard}/code.story.test.ts > of one person is wrong for another person`,
    `${wizard}/code.story.test.ts > that was superseded is refused with the number of the latest message, however often, and costs no try`,
  ]),
  kept("6.6.3", "Guessing of codes is limited.", "src/domain/challenge/challenge.ts", [
    `${wizard}/concurrent-callers.story.test.ts > enter two hundred wrong codes at once, and at most five count as tries`,
    "src/domain/challenge/challenge.test.ts > has one try less after each wrong code, whatever the resends",
    `${cases}/contact/wrong-codes.story.test.ts > are at most 25 in 24 hours at changes of contact, however many codes are requested`,
    `${cases}/recovery/tries-of-codes.story.test.ts > has at most 25 wrong codes compared in 24 hours, also when every request sends a code`,
  ]),
  absent("6.6.4", "Push requests are limited.", "There are no push requests."),
]
