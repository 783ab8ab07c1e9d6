import { deviates, host, kept, type Requirement } from "./requirement.ts"

const cases = "src/application/use-cases"

/** CNIL, délibération 2022-100 of 21 July 2022. Its sections are named by their titles. */
export const cnil: ReadonlyArray<Requirement> = [
  kept(
    "Authentification, cas n° 2 (entropy)",
    "A password with a limited number of tries has 50 bits, or is one of the examples.",
    "src/domain/password/strength.ts",
    ["src/domain/password/strength.test.ts > cnilCase"],
    "The preset `nist` meets no case, because its 15 characters may all be digits. Add a kind if you need both norms.",
  ),
  kept(
    "Authentification, cas n° 2 (tries)",
    "Tries are slowed down, and at most 25 fail in 24 hours.",
    "src/domain/lock-out/lock-out.ts",
    [
      "src/domain/lock-out/lock-out.test.ts > never verifies more than 25 wrong passwords in any 24 hours, for any timing of the attempts",
      `${cases}/keys/keys.story.test.ts > never exceeds 25 failures in 24 hours, even after the older key was dropped`,
    ],
  ),
  deviates(
    "Recommandations générales (known passwords)",
    "Passwords that are known to attackers are refused.",
    "The leaflet promises that 8 to 24 characters of three kinds are enough. The presets `recommended` and `cnil` refuse common ones.",
    "src/domain/password/presets.ts",
    ["docs/password.test.ts > the page of password rules agrees with the rules, presets and texts"],
  ),
  kept(
    "Authentification (advice)",
    "People read all broken rules at once, and the rules before they choose.",
    "src/domain/password/hints.ts",
    ["src/domain/password/texts.test.ts > gives an example in %s and never repeats the candidate, for every code"],
  ),
  kept(
    "Conservation",
    "A password is never stored in clear: a slow hash with a salt, and a key kept elsewhere.",
    "src/application/secrets/password-secret.ts",
    [
      `${cases}/sign-in/written-database.story.test.ts > cannot sign in with a hash that they made`,
      `${cases}/sign-in/password.story.test.ts > is stored as one hash beside the state, and nowhere else`,
    ],
  ),
  kept("Authentification (logs)", "No password is in a log.", "src/application/secrets/password-secret.ts", [
    "test/stories/secrets.test.ts > no secret is stored, logged, traced, or part of an answer or a refusal",
  ]),
  kept("Changement (no expiry)", "Passwords of users do not expire.", "src/domain/account/requirement.ts", [
    "src/domain/account/requirement.test.ts > has no requirement if the password satisfies the policy and the terms in force are accepted",
  ]),
  kept(
    "Changement (forgotten password)",
    "A forgotten password is replaced within a limited time, and no new one is sent.",
    "src/domain/recovery/recovery.ts",
    [
      `${cases}/recovery/recovery.story.test.ts > must be replaced within half an hour by another one that follows the rules`,
    ],
  ),
  kept(
    "Changement (contact)",
    "A change of the contact is announced to the former one.",
    `${cases}/contact/confirm-contact.ts`,
    [
      `${cases}/contact/contact-change.story.test.ts > sends a code to the new contact, and announces the change to the former one`,
    ],
  ),
  kept(
    "Information des personnes (breach)",
    "After a breach, people must change the password, and are informed.",
    `${cases}/sign-in/declare-compromised.ts`,
    [`${cases}/sign-in/required-actions.story.test.ts > a compromised password`],
    "Inform the CNIL within 72 hours, and the persons.",
  ),
  host(
    "Authentification (transport)",
    "The server proves its identity, and passwords travel encrypted.",
    "Use TLS with a valid certificate.",
  ),
  host(
    "Changement (privileged accounts)",
    "Administrators change their passwords from time to time.",
    "Require it of administrators and agents, whose accounts are yours.",
  ),
  host(
    "Gouvernance",
    "A written policy says who manages passwords, and how.",
    "Write it. This page, the policies and the guides are its technical part.",
  ),
]
