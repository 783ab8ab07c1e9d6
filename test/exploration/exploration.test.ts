import { isDeepStrictEqual } from "node:util"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import { deliverDue } from "../../src/application/delivery/deliver-due.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { deriveCode } from "../../src/application/secrets/code.ts"
import * as Account from "../../src/domain/account/account.ts"
import * as Challenge from "../../src/domain/challenge/challenge.ts"
import * as Migration from "../../src/domain/migration/migration.ts"
import { fold } from "../../src/domain/state-machine/decider.ts"
import { Keys } from "../../src/ports/keys.ts"
import { ADA, MAIL, PASSWORD, tagOf } from "../stories/test-context.ts"
import { canonicalForm, statesOf } from "./abstraction.ts"
import { type Browser, createDriver, type Point, quickKeys, SMALL_POLICIES } from "./exploration.ts"

/** The codes of the open challenge of a point, oldest first. */
const codesOf = (point: Point): ReadonlyArray<string> => {
  const { challenge } = statesOf(point)
  const account = point.stored.rows.find(({ aggregate }) => aggregate.startsWith("account/"))?.aggregate.slice(8) ?? ""
  if (challenge._tag !== "Open") return []
  return challenge.nonces.map(
    (nonce) =>
      Effect.runSync(
        Effect.orDie(
          Effect.provideService(
            deriveCode({ account, purpose: "migration", challenge: challenge.challenge, nonce }, challenge.policy),
            Keys,
            quickKeys,
          ),
        ),
      ) ?? "none",
  )
}

const wrong = (codes: ReadonlyArray<string>) =>
  ["000000", "000001", "000002"].find((code) => !codes.includes(code)) as string

type Inside = Layer.Success<(typeof driver)["layer"]>
type Move = (point: Point, commandId: string) => Effect.Effect<Partial<Point>, never, Inside>

/** The moves of one browser. */
const movesOf = (which: "A" | "B"): Record<string, Move> => {
  const own =
    (
      verb: (
        browser: Browser & { readonly ticket: string },
        commandId: string,
        point: Point,
      ) => Effect.Effect<{ readonly _tag: string }, { readonly _tag: string }, Inside>,
    ): Move =>
    (point, commandId) => {
      const { former, ticket } = point[which]
      return ticket === null ? Effect.succeed({}) : Effect.as(tagOf(verb({ former, ticket }, commandId, point)), {})
    }
  const verbs = <K extends keyof MonCompte["Service"]>(name: K) => Effect.map(MonCompte, (monCompte) => monCompte[name])
  return {
    signIn: (point) =>
      Effect.gen(function* () {
        const signIn = yield* verbs("signIn")
        const answer = yield* Effect.option(signIn({ identifier: ADA.nir, password: ADA.legacy }))
        return answer._tag === "Some" && answer.value._tag === "MigrationRequired"
          ? { [which]: { ticket: answer.value.ticket, former: point[which].ticket } }
          : {}
      }),
    start: own(({ ticket }, commandId) =>
      Effect.flatMap(verbs("startMigration"), (verb) => verb({ ticket, commandId })),
    ),
    resume: own(({ former, ticket }, commandId) =>
      Effect.flatMap(verbs("startMigration"), (verb) => verb({ ticket, commandId, resumes: former ?? ticket })),
    ),
    accept: own(({ ticket }, commandId, { terms }) =>
      Effect.flatMap(verbs("acceptTerms"), (verb) => verb({ ticket, commandId, version: terms })),
    ),
    refuse: own(({ ticket }, commandId) => Effect.flatMap(verbs("refuseTerms"), (verb) => verb({ ticket, commandId }))),
    choose: own(({ ticket }, commandId) =>
      Effect.flatMap(verbs("choosePassword"), (verb) =>
        verb({ ticket, commandId, password: PASSWORD, confirmation: PASSWORD }),
      ),
    ),
    send: own(({ ticket }, commandId) =>
      Effect.flatMap(verbs("sendCode"), (verb) => verb({ ticket, commandId, contact: MAIL })),
    ),
    resend: own(({ ticket }, commandId) => Effect.flatMap(verbs("resendCode"), (verb) => verb({ ticket, commandId }))),
    typeRight: own(({ ticket }, commandId, point) =>
      Effect.flatMap(verbs("confirmCode"), (verb) =>
        verb({ ticket, commandId, code: codesOf(point).at(-1) ?? "123456" }),
      ),
    ),
    typeOlder: own(({ ticket }, commandId, point) =>
      Effect.flatMap(verbs("confirmCode"), (verb) =>
        verb({ ticket, commandId, code: codesOf(point).at(0) ?? "123456" }),
      ),
    ),
    typeWrong: own(({ ticket }, commandId, point) =>
      Effect.flatMap(verbs("confirmCode"), (verb) => verb({ ticket, commandId, code: wrong(codesOf(point)) })),
    ),
    goBack: own(({ ticket }, commandId) => Effect.flatMap(verbs("goBack"), (verb) => verb({ ticket, commandId }))),
    abandon: own(({ ticket }, commandId) =>
      Effect.flatMap(verbs("abandonMigration"), (verb) => verb({ ticket, commandId })),
    ),
  }
}

const { deliver, fail, ...driver } = (() => {
  const created = createDriver()
  return {
    ...created,
    deliver: Effect.as(Effect.orDie(deliverDue()), {}),
    fail: Effect.gen(function* () {
      created.mailbox.setFault("Undeliverable")
      yield* Effect.orDie(deliverDue())
      created.mailbox.setFault(null)
      return {}
    }),
  }
})()

const common: Record<string, Move> = {
  minute: ({ minute }) => Effect.succeed({ minute: minute + 1 }),
  publish: () => Effect.succeed({ terms: "2" }),
  deliver: () => deliver,
  failToDeliver: () => fail,
}

const moves: ReadonlyArray<readonly [string, Move]> = [
  ...Object.entries(common),
  ...(["A", "B"] as const).flatMap((which) =>
    Object.entries(movesOf(which)).map(([name, move]) => [`${which}.${name}`, move] as const),
  ),
]

/** The invariants that are violated at a point. */
const violationsAt = (point: Point) =>
  Effect.gen(function* () {
    const monCompte = yield* MonCompte
    const { account, challenge, migration } = statesOf(point)
    const signIn = (password: string) => {
      driver.goTo(point)
      return tagOf(monCompte.signIn({ identifier: ADA.nir, password }))
    }
    const withNewPassword = yield* signIn(PASSWORD)
    const withLegacyPassword = yield* signIn(ADA.legacy)
    const secret = (kind: string) =>
      point.stored.rows.find(({ aggregate }) => aggregate.startsWith(kind))?.secret ?? null
    const events = point.stored.rows.flatMap(({ journal }) => journal.map(({ event }) => event))
    const count = (tag: string) => events.filter(({ _tag }) => _tag === tag).length
    const text = JSON.stringify(point.stored)
    const canaries = [
      ADA.nir.replaceAll(" ", "").slice(0, 13),
      MAIL,
      PASSWORD,
      ADA.legacy,
      ...codesOf(point).map((code) => `"${code}"`),
    ]
    const tickets = [point.A.ticket, point.B.ticket].filter((ticket) => ticket !== null)
    const isActive = account._tag === "Active"
    const machines = { account: Account.machine, migration: Migration.machine, challenge: Challenge.machine }
    const inconsistent = Object.entries(machines).filter(([kind, machine]) => {
      const row = point.stored.rows.find(({ aggregate }) => aggregate.startsWith(`${kind}/`))
      if (row === undefined) return false
      const events = row.journal.map(({ event }) => event as never)
      return !isDeepStrictEqual(fold(machine as never, events), row.state)
    })
    const rules: ReadonlyArray<readonly [string, boolean]> = [
      ["1: only an active account accepts a sign-in", (withNewPassword === "SignedIn") === isActive],
      ["2: after active, the legacy password never works", (withLegacyPassword === "MigrationRequired") === !isActive],
      ["3: terms, password and contact change together", (secret("account/") !== null) === isActive],
      ["3: and only when the migration is completed", (migration._tag === "Completed") === isActive],
      ["3: the password of a draft is stored nowhere else", "draft" in migration || secret("migration/") === null],
      ["4: a code succeeds once per challenge at most", count("Proved") <= count("Issued")],
      ["4: and never without one having been issued and proved", !isActive || count("Proved") >= 1],
      ["4: tries stay within budget", challenge._tag !== "Open" || challenge.tries < SMALL_POLICIES.codes.tries],
      ["a state is the sum of its journal", inconsistent.length === 0],
      ["9: no secret is stored in clear", ![...canaries, ...tickets].some((canary) => text.includes(canary))],
    ]
    return rules.filter(([, holds]) => !holds).map(([rule]) => rule)
  })

/** The moves that send a command, which can be repeated: invariant 10. */
const isRepeatable = (name: string) => /^[AB]\.(?!signIn)/.test(name)

it.effect(
  "keeps the invariants in every state that two browsers can reach, and a repeated command changes nothing",
  () =>
    Effect.gen(function* () {
      const seen = new Set([canonicalForm(driver.start)])
      const points = [driver.start]
      const limit = Number(process.env["EXPLORE_LIMIT"] ?? 20_000)
      const violations: Array<string> = []
      let transitions = 0
      let repeated = 0
      for (const from of points) {
        for (const [name, move] of moves) {
          driver.goTo(from)
          const commandId = `command ${transitions}`
          const before = driver.storage.commits()
          const change = yield* move(from, commandId)
          const to: Point = { ...from, ...change, stored: driver.storage.snapshot() }
          transitions += 1
          // A refusal that writes nothing is decided again when the command is repeated, on the same state.
          if (isRepeatable(name) && driver.storage.commits() > before) {
            const once = driver.storage.commits()
            yield* move(from, commandId)
            repeated += 1
            if (driver.storage.commits() > once) violations.push(`10: ${name} changes something when it is repeated`)
          }
          const key = canonicalForm(to)
          if (seen.has(key) || seen.size >= limit) continue
          seen.add(key)
          points.push(to)
          violations.push(...(yield* violationsAt(to)).map((rule) => `${rule} (after ${name})`))
        }
      }
      console.log(`explored ${seen.size} states, ${transitions} transitions, ${repeated} commands repeated`)
      expect(new Set(violations)).toEqual(new Set())
      expect(seen.size, "the exploration must be complete").toBeLessThan(limit)
    }).pipe(Effect.provide(driver.layer), driver.under),
  900_000,
)
