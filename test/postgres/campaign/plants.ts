import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { Notifier } from "../../../src/ports/notifier.ts"
import type { Commit, Message, Outcome, Storage } from "../../../src/ports/storage.ts"

type Store = Storage["Service"]
type Carrier = Notifier["Service"]

/** A fault put into a worker on purpose, to see that a campaign finds it. */
export interface Plant {
  readonly storage?: (real: Store) => Store
  readonly carrier?: (real: Carrier) => Carrier
}

const committing =
  (change: (commit: Commit, real: Store) => ReturnType<Store["commit"]>): NonNullable<Plant["storage"]> =>
  (real) => ({ ...real, commit: (commit) => change(commit, real) })

/** Spoils what one verb keeps, and nothing else. */
const committingOf = (verb: string, change: Parameters<typeof committing>[0]) =>
  committing((commit, real) => (commit.answer["verb"] === verb ? change(commit, real) : real.commit(commit)))

/** The first aggregate is kept, and then all else. */
const inTwo = (commit: Commit, real: Store) =>
  Effect.gen(function* () {
    const [first, ...others] = commit.changes
    const outcome = yield* real.commit({ ...commit, ...nothing, changes: [first] })
    const [next, ...last] = others
    if (outcome._tag !== "Committed" || next === undefined) return outcome
    return yield* real.commit({ ...commit, changes: [next, ...last] })
  })

const COMMITTED: Outcome = { _tag: "Committed" }
const nothing: Pick<Commit, "messages" | "claims" | "guards"> = { messages: [], claims: [], guards: [] }

/** A commit of some messages alone. */
const posting = (commit: Commit, messages: ReadonlyArray<Message>): Commit => ({
  ...commit,
  ...nothing,
  commandId: `${commit.commandId}.posted`,
  changes: [
    { aggregate: `post/${commit.commandId}`, expectedVersion: 0, state: { _tag: "S" }, events: [], secret: null },
  ],
  messages,
})

const random = () => globalThis.crypto.randomUUID()

export const plants: Readonly<Record<string, Plant>> = {
  "a message is acknowledged before it is sent": {
    storage: (real) => ({
      ...real,
      lease: (request) =>
        Effect.tap(real.lease(request), (all) => Effect.forEach(all, ({ message }) => real.acknowledge(message.id))),
    }),
  },
  "an answer is given before its commit is kept": {
    storage: committing((commit, real) =>
      Effect.as(Effect.forkDetach(Effect.delay(real.commit(commit), "1 millis")), COMMITTED),
    ),
  },
  "a command is not known again": {
    storage: (real) => ({
      ...real,
      load: (aggregates) => real.load(aggregates),
      commit: (commit) => real.commit({ ...commit, commandId: `${commit.commandId}.${random()}` }),
    }),
  },
  "a command is kept under an id of each try": {
    storage: committing((commit, real) => real.commit({ ...commit, commandId: random() })),
  },
  "messages are posted in a transaction of their own, after": {
    storage: committing((commit, real) =>
      Effect.tap(real.commit({ ...commit, messages: [] }), () => real.commit(posting(commit, commit.messages))),
    ),
  },
  "messages are posted in a transaction of their own, before": {
    storage: committing((commit, real) =>
      Effect.andThen(real.commit(posting(commit, commit.messages)), real.commit({ ...commit, messages: [] })),
    ),
  },
  "each aggregate is kept in a transaction of its own": {
    storage: committing((commit, real) =>
      Effect.gen(function* () {
        for (const change of commit.changes.slice(1)) yield* real.commit({ ...commit, ...nothing, changes: [change] })
        return yield* real.commit({ ...commit, changes: [commit.changes[0]] })
      }),
    ),
  },
  "the journal forgets an event": {
    storage: committing((commit, real) => {
      const [first, ...others] = commit.changes.map((change) => ({ ...change, events: change.events.slice(0, -1) }))
      return first === undefined ? real.commit(commit) : real.commit({ ...commit, changes: [first, ...others] })
    }),
  },
  "keys are claimed after the account is made": {
    storage: committing((commit, real) =>
      Effect.tap(real.commit({ ...commit, claims: [] }), () =>
        commit.claims.length === 0 ? Effect.void : real.commit({ ...posting(commit, []), claims: commit.claims }),
      ),
    ),
  },
  "a message carries another code than the one that works": {
    carrier: (real) => ({
      ...real,
      send: (notice) =>
        real.send(
          "code" in notice
            ? { ...notice, code: Redacted.make(String(100_000 + Math.floor(Math.random() * 9e5))) }
            : notice,
        ),
    }),
  },
  "a new space is said to be open, and is not kept": {
    storage: committingOf("CreateAccount", () => Effect.succeed(COMMITTED)),
  },
  "a recovery is over before its password is kept": {
    storage: committingOf("ChooseRecoveredPassword", inTwo),
  },
  "a couple is formed in the file before the spouse is a member": {
    storage: committingOf("FormCouple", inTwo),
  },
  "a separation is kept in the file before what follows from it": {
    storage: committingOf("DeclareSeparation", inTwo),
  },
}
