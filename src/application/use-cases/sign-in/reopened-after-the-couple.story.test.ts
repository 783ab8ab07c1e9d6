/**
 * A space is closed while its owner is in a couple, and the couple ends meanwhile. What the two shared must have ended
 * when the space is open again: the former partner reads the contacts, and may know the 8-digit password.
 */
import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { AGENT, BRUNO, createSpace, FILE, family, NOON } from "../../../../test/stories/family.ts"
import {
  ADA,
  latestCode,
  MAIL,
  PASSWORD,
  session,
  signedIn,
  signInTag,
  story,
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"
import { rewrapKeys } from "../keys/rewrap-keys.ts"

/** Ada and Bruno, who both gave the same address. */
const sharing = Effect.fnUntraced(function* (context: TestContext) {
  yield* TestClock.setTime(NOON)
  const ids = yield* family()
  const ada = yield* signedIn(context)
  const bruno = yield* createSpace(context, BRUNO, MAIL)
  return { ids, ada, bruno }
})

/** The addresses that a code of a recovery is sent to. */
const recoveredAt = Effect.fnUntraced(function* (context: TestContext, identifier: string) {
  const monCompte = yield* MonCompte
  yield* deliverDue()
  const before = context.mailbox.sent().length
  yield* monCompte.startRecovery({ identifier })
  yield* deliverDue()
  return context.mailbox
    .sent()
    .slice(before)
    .map(({ to }) => to.reveal())
})

const separate = (person: string) =>
  Effect.flatMap(Agency, (agency) => agency.declareSeparation({ agent: AGENT, file: FILE, person, fact: "2026-11-01" }))

describe("a couple that ends while the space of one of them is closed", () => {
  story("leaves no contact of both that recovers the space when it is open again, nor the other one", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { ids } = yield* sharing(context)
      yield* agency.closeAccount({ agent: AGENT, person: ids.ada })
      yield* separate(ids.bruno)
      expect(yield* recoveredAt(context, BRUNO.nir)).toEqual([])
      yield* agency.reopenAccount({ agent: AGENT, person: ids.ada, cause: "AgentMistake" })
      expect(yield* recoveredAt(context, ADA.nir)).toEqual([])
      yield* agency.restoreAccess({ agent: AGENT, person: ids.ada, contact: "ada.seule@example.org" })
      expect(yield* recoveredAt(context, ADA.nir)).toEqual(["ada.seule@example.org"])
    }),
  )

  story("leaves a contact that only the owner reads", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      yield* TestClock.setTime(NOON)
      const ids = yield* family()
      yield* signedIn(context)
      yield* createSpace(context, BRUNO, "bruno@example.org")
      yield* agency.closeAccount({ agent: AGENT, person: ids.ada })
      yield* separate(ids.bruno)
      yield* agency.reopenAccount({ agent: AGENT, person: ids.ada, cause: "AgentMistake" })
      expect(yield* recoveredAt(context, ADA.nir)).toEqual([MAIL])
    }),
  )

  story("leaves no 8-digit password to a holder who had not migrated", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      yield* TestClock.setTime(NOON)
      const ids = yield* family()
      yield* createSpace(context, BRUNO, "bruno@example.org")
      yield* agency.closeAccount({ agent: AGENT, person: ids.ada })
      yield* separate(ids.bruno)
      yield* agency.reopenAccount({ agent: AGENT, person: ids.ada, cause: "AgentMistake" })
      expect(yield* signInTag(ADA.legacy)).toBe("Refused")
    }),
  )

  story("leaves nothing after a death that is undone too late for the couple to go on", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { ids } = yield* sharing(context)
      yield* agency.recordDeath({ agent: AGENT, file: FILE, person: ids.bruno })
      yield* TestClock.adjust("1 day")
      yield* agency.formCouple({ agent: AGENT, file: FILE, spouse: "1 90 05 78 006 099" })
      yield* agency.undoDeath({ agent: AGENT, file: FILE, person: ids.bruno, cause: "WrongPerson" })
      expect(yield* recoveredAt(context, BRUNO.nir)).toEqual([])
      expect(yield* recoveredAt(context, ADA.nir)).toEqual([])
    }),
  )
})

story("the confidential mode withholds a contact of a partner who closed their own space", (context) =>
  Effect.gen(function* () {
    const monCompte = yield* MonCompte
    const { ada, bruno } = yield* sharing(context)
    yield* monCompte.closeOwnAccount({ session: bruno, current: PASSWORD })
    const mode = yield* monCompte.startConfidentialMode({ session: ada, current: PASSWORD })
    expect(mode).toMatchObject({ isContactReached: false, reached: [] })
    expect(yield* recoveredAt(context, ADA.nir)).toEqual([])
  }),
)

story("a number that was corrected opens nothing after the keys were rotated while the space was closed", (context) =>
  Effect.gen(function* () {
    const agency = yield* Agency
    const monCompte = yield* MonCompte
    const right = { ...ADA, nir: "2 69 05 49 588 158" }
    const person = (yield* signedIn(context)).slice(0, 36)
    yield* agency.correctIdentifier({ agent: AGENT, person, nir: right.nir, cause: "InseeCorrection" })
    yield* agency.closeAccount({ agent: AGENT, person })
    context.keys.rotate()
    yield* rewrapKeys()
    context.keys.retire("1")
    yield* agency.reopenAccount({ agent: AGENT, person, cause: "AgentMistake" })
    const { ticket } = yield* monCompte.startRecovery({ identifier: right.nir })
    yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
    yield* monCompte.chooseRecoveredPassword({ ticket, password: "Nouveau34", confirmation: "Nouveau34" })
    expect(yield* signInTag("Nouveau34")).toBe("Refused")
    expect(yield* recoveredAt(context, ADA.nir)).toEqual([])
    expect(yield* tagOf(monCompte.whoAmI({ session: yield* session(right, "Nouveau34") }))).toBe("CurrentPerson")
  }),
)
