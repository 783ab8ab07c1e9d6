import * as Effect from "effect/Effect"
import { deliverDue } from "../../src/application/delivery/deliver.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import type { TestServer } from "../../test/postgres/server.ts"
import type { Person } from "./people.ts"
import { countedWire } from "./wire.ts"
import { TERMS, world } from "./world.ts"

type Inside = Effect.Services<ReturnType<typeof deliverDue>> | MonCompte

interface Cost {
  readonly writes: number
  readonly roundTrips: number
}

/** What one command is, in the words of the table; `commits` is how many commands in the sense of the storage it holds. */
const verbs = [
  { verb: "signIn, legacy password", commits: 2 },
  { verb: "startMigration", commits: 1 },
  { verb: "acceptTerms", commits: 1 },
  { verb: "goBack", commits: 1 },
  { verb: "choosePassword", commits: 1 },
  { verb: "sendCode", commits: 1 },
  { verb: "resendCode", commits: 1 },
  { verb: "deliverDue, one code", commits: 2 },
  { verb: "migrationProgress", commits: 0 },
  { verb: "confirmCode, a wrong one", commits: 1 },
  { verb: "confirmCode, the right one", commits: 1 },
  { verb: "signIn, new password", commits: 2 },
  { verb: "signIn, a wrong password", commits: 1 },
  { verb: "refuseTerms", commits: 1 },
  { verb: "abandonMigration", commits: 1 },
] as const

type VerbName = (typeof verbs)[number]["verb"]

/** Every verb once, each told to `count`. */
const journey = (
  w: ReturnType<typeof world>,
  [one, two, three]: ReadonlyArray<Person>,
  count: <A, E>(verb: VerbName, effect: Effect.Effect<A, E, Inside>) => Effect.Effect<A, E, Inside>,
) =>
  Effect.gen(function* () {
    const monCompte = yield* MonCompte
    if (one === undefined || two === undefined || three === undefined) return yield* Effect.die("Three people go.")
    const ticketOf = ({ legacy, nir }: Person) =>
      Effect.flatMap(monCompte.signIn({ identifier: nir, password: legacy }), (answer) =>
        answer._tag === "MigrationRequired" ? Effect.succeed(answer.ticket) : Effect.die(new Error(answer._tag)),
      )
    const ticket = yield* count("signIn, legacy password", ticketOf(one))
    const { password } = one
    const chosen = monCompte.choosePassword({ ticket, password, confirmation: password })
    yield* count("startMigration", monCompte.startMigration({ ticket }))
    yield* count("acceptTerms", monCompte.acceptTerms({ ticket, version: TERMS }))
    yield* chosen
    yield* count("goBack", monCompte.goBack({ ticket }))
    yield* count("choosePassword", chosen)
    yield* count("sendCode", monCompte.sendCode({ ticket, contact: one.address }))
    yield* count("resendCode", monCompte.resendCode({ ticket }))
    // The message that was replaced is not sent; the one that is measured comes alone.
    yield* deliverDue()
    yield* monCompte.resendCode({ ticket })
    const arriving = w.codeFor(one.address)
    yield* count("deliverDue, one code", deliverDue())
    const code = yield* Effect.promise(() => arriving)
    yield* count("migrationProgress", monCompte.migrationProgress({ ticket }))
    const wrong = code === "000000" ? "000001" : "000000"
    yield* count("confirmCode, a wrong one", Effect.flip(monCompte.confirmCode({ ticket, code: wrong })))
    yield* count("confirmCode, the right one", monCompte.confirmCode({ ticket, code }))
    const identifier = one.nir
    yield* count("signIn, new password", monCompte.signIn({ identifier, password }))
    yield* count("signIn, a wrong password", Effect.flip(monCompte.signIn({ identifier: "269054958815780", password })))
    const refusing = yield* ticketOf(two)
    yield* monCompte.startMigration({ ticket: refusing })
    yield* count("refuseTerms", monCompte.refuseTerms({ ticket: refusing }))
    const leaving = yield* ticketOf(three)
    yield* monCompte.startMigration({ ticket: leaving })
    yield* count("abandonMigration", monCompte.abandonMigration({ ticket: leaving }))
  })

const TIMES = 3

/**
 * P7: what each verb costs the database, counted outside of this code: requests on the wire, and transaction ids that the
 * server gave away, which it does for a transaction that writes. What else writes on the server can only add to it, so
 * the least of three journeys counts.
 */
export const commandsTable = async (server: TestServer, people: (count: number) => ReadonlyArray<Person>) => {
  const wire = await countedWire(server.url)
  const w = world({ url: wire.url, connections: 1 })
  const given = Effect.promise(async () => Number(await server.ask("SELECT pg_snapshot_xmax(pg_current_snapshot())")))
  const costs = new Map<VerbName, Cost>()
  const count = <A, E>(verb: VerbName, effect: Effect.Effect<A, E, Inside>) =>
    Effect.gen(function* () {
      const [writes, roundTrips] = [yield* given, wire.roundTrips()]
      const answer = yield* effect
      const cost = { writes: (yield* given) - writes, roundTrips: wire.roundTrips() - roundTrips }
      const least = costs.get(verb) ?? cost
      costs.set(verb, {
        writes: Math.min(least.writes, cost.writes),
        roundTrips: Math.min(least.roundTrips, cost.roundTrips),
      })
      return answer
    })
  for (let time = 0; time < TIMES; time++) await w.verbs.runPromise(journey(w, people(3), count))
  await w.verbs.dispose()
  await wire.close()
  const rows = verbs.map(({ commits, verb }) => {
    const { roundTrips, writes } = costs.get(verb) ?? { roundTrips: Number.NaN, writes: Number.NaN }
    return { verb, commits, roundTrips, writes }
  })
  const missed = rows
    .filter(({ commits, roundTrips, writes }) => writes !== commits || roundTrips > 2 * Math.max(1, commits))
    .map(({ verb }) => `P7: ${verb}`)
  const markdown = [
    "### P7: write transactions and round trips of each verb",
    "",
    "Counted on the wire and by the server. A sign-in is two commands, since the try is counted before the password is",
    "looked at; delivery takes a message, and marks it as dealt with.",
    "",
    "| | commands | write transactions | round trips |",
    "|---|---|---|---|",
    ...rows.map(({ commits, roundTrips, verb, writes }) => `| ${verb} | ${commits} | ${writes} | ${roundTrips} |`),
    "",
  ].join("\n")
  return { markdown, missed }
}
