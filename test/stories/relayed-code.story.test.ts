import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { MonCompte } from "../../src/application/mon-compte.ts"
import type { Language } from "../../src/domain/language/language.ts"
import { longTextOf } from "../../src/messages/notices/long.ts"
import { shortTextOf } from "../../src/messages/notices/short.ts"
import { ADA, atContact, latestCode, PASSWORD, session, story, type TestContext } from "./test-context.ts"

const site = { service: "Mon Compte", domain: "moncompte.example.org" }

/** What the owner of a contact reads, in a short and in a long text, when the carrier delivers the latest code. */
const readLatest = Effect.fnUntraced(function* (context: TestContext) {
  const code = yield* latestCode(context)
  const notice = context.mailbox.sent().at(-1)
  if (notice === undefined) return expect.fail("No code was sent.")
  const { subject, lead } = longTextOf(notice, site.service)
  return { code, texts: [shortTextOf(notice, site), subject, lead] }
})

const DOES = {
  fr: {
    migration: "pour activer votre connexion Mon Compte",
    contact: "pour changer vos coordonnées Mon Compte",
    recovery: "pour changer votre mot de passe Mon Compte",
  },
  en: {
    migration: "to activate your Mon Compte sign-in",
    contact: "to change your Mon Compte contact details",
    recovery: "to change your Mon Compte password",
  },
} as const

describe("a person who is asked to read a code aloud", () => {
  for (const language of ["fr", "en"] as const satisfies ReadonlyArray<Language>) {
    for (const [kind, first, second] of [
      ["e-mail", "ada@example.org", "new@example.org"],
      ["SMS", "06 39 98 12 34", "06 39 98 12 35"],
    ] as const) {
      story(`reads what the code does for the intruder, at every door: ${kind}, ${language}`, (context) =>
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          const ticket = yield* atContact()
          yield* monCompte.sendCode({ ticket, contact: first, language })
          const migration = yield* readLatest(context)
          yield* monCompte.confirmCode({ ticket, code: migration.code })
          yield* monCompte.startRecovery({ identifier: ADA.nir, language })
          const recovery = yield* readLatest(context)
          const open = yield* session()
          yield* monCompte.changeContact({ session: open, current: PASSWORD, contact: second, language })
          const contact = yield* readLatest(context)
          for (const [purpose, { code, texts }] of Object.entries({ migration, recovery, contact })) {
            for (const text of texts) expect(text).toContain(DOES[language][purpose as "migration"])
            expect(texts[0]?.split("\n").at(-1)).toBe(`@moncompte.example.org #${code}`)
          }
        }),
      )
    }
  }
})
