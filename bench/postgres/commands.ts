import * as Effect from "effect/Effect"
import { deliverDue } from "../../src/application/delivery/deliver-due.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import type { TestServer } from "../../test/postgres/server.ts"
import { createBenchContext, TERMS } from "./bench-context.ts"
import { startCountingProxy } from "./counting-proxy.ts"
import type { Person } from "./people.ts"

type Inside = Effect.Services<ReturnType<typeof deliverDue>> | MonCompte

interface Cost {
  readonly writes: number
  readonly roundTrips: number
}

/** A row of the table: the storage commits that a verb needs, and the reads beyond one before each commit. */
interface Needed {
  readonly verb: string
  readonly commits: number
  readonly furtherReads?: number
}

/** The rows of the table. */
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
  { verb: "confirmCode, wrong code", commits: 1 },
  // The counters of the identifier, which only the account says, are cleared with the new password.
  { verb: "confirmCode, right code", commits: 1, furtherReads: 1 },
  { verb: "signIn, new password", commits: 2 },
  { verb: "signIn, wrong password", commits: 2 },
  { verb: "refuseTerms", commits: 1 },
  { verb: "abandonMigration", commits: 1 },
] as const satisfies ReadonlyArray<Needed>

type VerbName = (typeof verbs)[number]["verb"]

/** Runs every verb once, each through `count`. */
const journey = (
  context: ReturnType<typeof createBenchContext>,
  [first, second, third]: ReadonlyArray<Person>,
  count: <A, E>(verb: VerbName, effect: Effect.Effect<A, E, Inside>) => Effect.Effect<A, E, Inside>,
) =>
  Effect.gen(function* () {
    const monCompte = yield* MonCompte
    if (first === undefined || second === undefined || third === undefined)
      return yield* Effect.die("The journey needs three persons.")
    const ticketOf = ({ legacy, nir }: Person) =>
      Effect.flatMap(monCompte.signIn({ identifier: nir, password: legacy }), (answer) =>
        answer._tag === "MigrationRequired" ? Effect.succeed(answer.ticket) : Effect.die(new Error(answer._tag)),
      )
    const ticket = yield* count("signIn, legacy password", ticketOf(first))
    const { password } = first
    const chosen = monCompte.choosePassword({ ticket, password, confirmation: password })
    yield* count("startMigration", monCompte.startMigration({ ticket }))
    yield* count("acceptTerms", monCompte.acceptTerms({ ticket, version: TERMS }))
    yield* chosen
    yield* count("goBack", monCompte.goBack({ ticket }))
    yield* count("choosePassword", chosen)
    yield* count("sendCode", monCompte.sendCode({ ticket, contact: first.address }))
    yield* count("resendCode", monCompte.resendCode({ ticket }))
    // Removes the superseded message, so that the measured delivery handles one message.
    yield* deliverDue()
    yield* monCompte.resendCode({ ticket })
    const arriving = context.codeFor(first.address)
    yield* count("deliverDue, one code", deliverDue())
    const code = yield* Effect.promise(() => arriving)
    yield* count("migrationProgress", monCompte.migrationProgress({ ticket }))
    const wrong = code === "000000" ? "000001" : "000000"
    yield* count("confirmCode, wrong code", Effect.flip(monCompte.confirmCode({ ticket, code: wrong })))
    yield* count("confirmCode, right code", monCompte.confirmCode({ ticket, code }))
    const identifier = first.nir
    yield* count("signIn, new password", monCompte.signIn({ identifier, password }))
    yield* count("signIn, wrong password", Effect.flip(monCompte.signIn({ identifier: "269054958815780", password })))
    const refusing = yield* ticketOf(second)
    yield* monCompte.startMigration({ ticket: refusing })
    yield* count("refuseTerms", monCompte.refuseTerms({ ticket: refusing }))
    const leaving = yield* ticketOf(third)
    yield* monCompte.startMigration({ ticket: leaving })
    yield* count("abandonMigration", monCompte.abandonMigration({ ticket: leaving }))
  })

const TIMES = 3

/**
 * P7: the cost of each verb in the database. A proxy counts the requests. The server assigns a transaction id to each
 * transaction that writes, so the ids count the write transactions. Other writes on the server can only add to the
 * counts, so the minimum of three journeys is used.
 */
export const commandsTable = async (server: TestServer, people: (count: number) => ReadonlyArray<Person>) => {
  const proxy = await startCountingProxy(server.url)
  const context = createBenchContext({ url: proxy.url, connections: 1 })
  const nextTransactionId = Effect.promise(async () =>
    Number(await server.queryValue("SELECT pg_snapshot_xmax(pg_current_snapshot())")),
  )
  const costs = new Map<VerbName, Cost>()
  const count = <A, E>(verb: VerbName, effect: Effect.Effect<A, E, Inside>) =>
    Effect.gen(function* () {
      const [writes, roundTrips] = [yield* nextTransactionId, proxy.roundTrips()]
      const answer = yield* effect
      const cost = { writes: (yield* nextTransactionId) - writes, roundTrips: proxy.roundTrips() - roundTrips }
      const least = costs.get(verb) ?? cost
      costs.set(verb, {
        writes: Math.min(least.writes, cost.writes),
        roundTrips: Math.min(least.roundTrips, cost.roundTrips),
      })
      return answer
    })
  for (let time = 0; time < TIMES; time++) await context.verbs.runPromise(journey(context, people(3), count))
  await context.verbs.dispose()
  await proxy.close()
  const rows = verbs.map(({ verb, ...needed }) => {
    const { roundTrips, writes } = costs.get(verb) ?? { roundTrips: Number.NaN, writes: Number.NaN }
    const { commits, furtherReads = 0 }: Omit<Needed, "verb"> = needed
    return { verb, commits, mostTrips: 2 * Math.max(1, commits) + furtherReads, roundTrips, writes }
  })
  const missed = rows
    .filter(({ commits, mostTrips, roundTrips, writes }) => writes !== commits || roundTrips > mostTrips)
    .map(({ verb }) => `P7: ${verb}`)
  const markdown = [
    "### P7: write transactions and round trips of each verb",
    "",
    "Counted on the network and by the server. A sign-in has two commits, because the attempt is counted before the",
    "password is verified. A delivery leases a message, and acknowledges it.",
    "",
    "| | commits | write transactions | round trips |",
    "|---|---|---|---|",
    ...rows.map(({ commits, roundTrips, verb, writes }) => `| ${verb} | ${commits} | ${writes} | ${roundTrips} |`),
    "",
  ].join("\n")
  return { markdown, missed }
}
