import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import {
  AGENT,
  announcedTo,
  BRUNO,
  CLEO,
  couple,
  delegated,
  FILE,
  family,
  NOON,
} from "../../../../test/stories/family.ts"
import {
  ADA,
  BOB,
  latestCode,
  MAIL,
  PASSWORD,
  session,
  signInTag,
  story,
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { longTextOf } from "../../../messages/notices/long.ts"
import { Agency } from "../../agency.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const BY = { agent: AGENT, file: FILE }
const BRUNOS_MAIL = "bruno@example.org"

const aboutDelivered = (context: TestContext) =>
  Effect.map(deliverDue(), () => context.mailbox.announced().map(({ about, to }) => `${about} to ${to.reveal()}`))

const holderOf = (household: { readonly _tag: string }) =>
  "holder" in household ? (household as { holder: { person: string } }).holder.person : null

const undo = (person: string) =>
  Effect.flatMap(Agency, (agency) => agency.undoDeath({ ...BY, person, cause: "WrongPerson" }))

describe("the widow", () => {
  story("becomes the holder, reads what happened, and the space of her husband opens to no one", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      const { ada, bruno, ids } = yield* delegated(context)
      const { device } = yield* monCompte.rememberMe({ session: bruno })
      yield* deliverDue()
      const before = context.mailbox.announced().length
      yield* agency.recordDeath({ ...BY, person: ids.bruno })
      expect(yield* tagOf(monCompte.whoAmI({ session: bruno }))).toBe("SessionOver")
      expect(yield* signInTag(PASSWORD, BRUNO)).toBe("Refused")
      expect(yield* tagOf(monCompte.signIn({ identifier: device, password: PASSWORD }))).toBe("DeviceUnknown")
      expect(yield* tagOf(monCompte.createAccount({ ...BRUNO, identifier: BRUNO.nir }))).toBe("CreationRefused")
      const codes = context.mailbox.sent().length
      yield* monCompte.startRecovery({ identifier: BRUNO.nir })
      yield* deliverDue()
      expect(context.mailbox.sent()).toHaveLength(codes)
      expect((yield* aboutDelivered(context)).slice(before).sort()).toEqual([
        `DeathRecorded to ${MAIL}`,
        `DeathRecorded to ${BRUNOS_MAIL}`,
      ])
      const [announcement] = context.mailbox.announced().slice(before)
      expect(announcement === undefined ? null : longTextOf(announcement, "Mon Compte")).toMatchObject({
        subject: "Mon Compte\u00a0: un décès est enregistré dans votre dossier",
        paragraphs: [
          "L’espace personnel de la personne décédée, s’il y en avait un, est fermé et conservé.",
          "Si cette personne était allocataire, le dossier passe à l’autre membre du couple, ou il est fermé s’il n’y en a pas. Une autorisation de gestion entre les deux a pris fin.",
          "Vous pouvez continuer à vous connecter à votre propre espace. Pour la suite, votre Caf peut vous aider.",
        ],
        unexpected: "C’est une erreur\u00a0? Sans attendre, adressez-vous à votre Caf.",
      })
      expect(yield* tagOf(monCompte.whoAmI({ session: ada }))).toBe("CurrentPerson")
    }),
  )

  story("gets the file when the holder died, and keeps it", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { ids } = yield* couple(context)
      const { household } = yield* agency.recordDeath({ ...BY, person: ids.ada })
      expect(holderOf(household)).toBe(ids.bruno)
      expect(yield* signInTag(PASSWORD)).toBe("Refused")
    }),
  )
})

describe("a person who is alive, and was recorded as dead", () => {
  // Leaflet: outside.mistake
  story("gets the space back with the same password, the file and a new couple, and no authorisation", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      const { ada, adas, ids } = yield* delegated(context)
      yield* agency.recordDeath({ ...BY, person: ids.ada })
      yield* TestClock.adjust("10 days")
      yield* deliverDue()
      const before = context.mailbox.announced().length
      const { household } = yield* undo(ids.ada)
      expect(holderOf(household)).toBe(ids.ada)
      expect(household).toMatchObject({ couple: { spouse: { person: ids.bruno }, formed: "2026-12-03" } })
      expect((yield* aboutDelivered(context)).slice(before).sort()).toEqual([
        `DeathUndone to ${MAIL}`,
        `DeathUndone to ${BRUNOS_MAIL}`,
      ])
      expect(yield* tagOf(monCompte.whoAmI({ session: ada }))).toBe("SessionOver")
      const again = yield* session()
      const granted = yield* monCompte.grantDelegation({ ...adas, session: again })
      expect(granted).toMatchObject({ status: "Live", number: 2 })
    }),
  )

  story("as the spouse is the spouse again, and the authorisation that ended stays over", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      const { ids } = yield* delegated(context)
      yield* agency.recordDeath({ ...BY, person: ids.bruno })
      yield* undo(ids.bruno)
      const bruno = yield* session({ ...ADA, nir: BRUNO.nir })
      const right = yield* monCompte.explainRight({ session: bruno, file: FILE, action: "ViewFile" })
      expect(right).toMatchObject({ permitted: false })
      expect(yield* tagOf(undo(ids.bruno))).toBe("NoDeathRecorded")
    }),
  )

  story("as a child has the day of birth and the rights of before", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { ids } = yield* couple(context)
      yield* agency.recordDeath({ ...BY, person: ids.cleo })
      const { household } = yield* undo(ids.cleo)
      expect(household).toMatchObject({
        children: [{ person: ids.evan }, { person: ids.cleo, birth: CLEO.birthDate }],
      })
    }),
  )

  story("as a single holder gets a file back that the death had closed, with the children in it", () =>
    Effect.gen(function* () {
      const agency = yield* Agency
      yield* TestClock.setTime(NOON)
      const file = BOB.file
      const by = { agent: AGENT, file }
      const { person } = yield* agency.openFile({ ...by, holder: BOB.nir, on: "2020-01-01" })
      yield* agency.addChild({ ...by, birth: "2021-05-05" })
      expect((yield* agency.recordDeath({ ...by, person: person ?? "" })).household._tag).toBe("Closed")
      const { household } = yield* agency.undoDeath({ ...by, person: person ?? "", cause: "WrongReport" })
      expect(household).toMatchObject({ _tag: "Open", holder: { person }, children: [{ birth: "2021-05-05" }] })
    }),
  )

  story("whose spouse formed another couple is no member any more, and enters the space all the same", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { ids } = yield* couple(context)
      yield* agency.recordDeath({ ...BY, person: ids.ada })
      yield* agency.formCouple({ ...BY, spouse: BOB.nir })
      const { household } = yield* undo(ids.ada)
      expect(holderOf(household)).toBe(ids.bruno)
      expect(JSON.stringify(household)).not.toContain('"Death"')
      expect(yield* signInTag(PASSWORD)).toBe("SignedIn")
    }),
  )

  story("recovers the space also with a new password, and a space that was closed before stays closed", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      const { ids } = yield* couple(context)
      yield* agency.closeAccount({ agent: AGENT, person: ids.bruno })
      yield* agency.recordDeath({ ...BY, person: ids.bruno })
      yield* undo(ids.bruno)
      expect(yield* signInTag(PASSWORD, BRUNO)).toBe("Refused")
      yield* agency.recordDeath({ ...BY, person: ids.ada })
      yield* undo(ids.ada)
      const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
      yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
    }),
  )

  story("is erased with the password that the death had kept", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      yield* TestClock.setTime(NOON)
      const { ids } = yield* couple(context)
      yield* agency.recordDeath({ ...BY, person: ids.ada })
      yield* agency.erasePerson({ agent: AGENT, person: ids.ada })
      const row = context.storage.snapshot().rows.find(({ aggregate }) => aggregate === `account/${ids.ada}`)
      expect(row?.secret).toBe(null)
      expect(announcedTo(context, "DeathUndone")).toEqual([])
      yield* undo(ids.ada)
      expect(yield* signInTag(PASSWORD)).toBe("Refused")
    }),
  )
})

story("an agent cannot undo a death that no one recorded, nor reopen the space of a dead person", () =>
  Effect.gen(function* () {
    const agency = yield* Agency
    yield* TestClock.setTime(NOON)
    const ids = yield* family()
    expect(yield* tagOf(undo(ids.cleo))).toBe("NoDeathRecorded")
    yield* agency.recordDeath({ ...BY, person: ids.cleo })
    const reopened = yield* Effect.flip(agency.reopenAccount({ agent: AGENT, person: ids.cleo, cause: "AgentMistake" }))
    expect(reopened).toMatchObject({ _tag: "NotReopenable", because: "Death" })
  }),
)
