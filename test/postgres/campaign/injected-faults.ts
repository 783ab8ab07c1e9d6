import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { Notifier } from "../../../src/ports/notifier.ts"
import type { Commit, Message, Outcome, Storage } from "../../../src/ports/storage.ts"

type Store = Storage["Service"]
type Carrier = Notifier["Service"]

/** A fault injected into a worker, to test that the campaign detects it. */
export interface InjectedFault {
  readonly storage?: (real: Store) => Store
  readonly carrier?: (real: Carrier) => Carrier
}

const committing =
  (change: (commit: Commit, real: Store) => ReturnType<Store["commit"]>): NonNullable<InjectedFault["storage"]> =>
  (real) => ({ ...real, commit: (commit) => change(commit, real) })

/** Changes the commits of one verb only. */
const committingOf = (verb: string, change: Parameters<typeof committing>[0]) =>
  committing((commit, real) => (commit.answer["verb"] === verb ? change(commit, real) : real.commit(commit)))

/** Commits the first aggregate, and then the rest in a second transaction. */
const inTwoTransactions = (commit: Commit, real: Store) =>
  Effect.gen(function* () {
    const [first, ...others] = commit.changes
    const outcome = yield* real.commit({ ...commit, ...changesOnly, changes: [first] })
    const [next, ...last] = others
    if (outcome._tag !== "Committed" || next === undefined) return outcome
    return yield* real.commit({ ...commit, changes: [next, ...last] })
  })

const COMMITTED: Outcome = { _tag: "Committed" }
const changesOnly: Pick<Commit, "messages" | "claims" | "guards"> = { messages: [], claims: [], guards: [] }

/** A commit of these messages only. */
const messagesOnly = (commit: Commit, messages: ReadonlyArray<Message>): Commit => ({
  ...commit,
  ...changesOnly,
  commandId: `${commit.commandId}.posted`,
  changes: [
    { aggregate: `post/${commit.commandId}`, expectedVersion: 0, state: { _tag: "S" }, events: [], secret: null },
  ],
  messages,
})

const randomId = () => globalThis.crypto.randomUUID()

export const injectedFaults: Readonly<Record<string, InjectedFault>> = {
  "a message is acknowledged before it is sent": {
    storage: (real) => ({
      ...real,
      lease: (request) =>
        Effect.tap(real.lease(request), (all) => Effect.forEach(all, ({ message }) => real.acknowledge(message.id))),
    }),
  },
  "a command is answered before it is committed": {
    storage: committing((commit, real) =>
      Effect.as(Effect.forkDetach(Effect.delay(real.commit(commit), "1 millis")), COMMITTED),
    ),
  },
  "a repeated command is not recognised": {
    storage: (real) => ({
      ...real,
      load: (aggregates) => real.load(aggregates),
      commit: (commit) => real.commit({ ...commit, commandId: `${commit.commandId}.${randomId()}` }),
    }),
  },
  "each attempt of a command gets a new command id": {
    storage: committing((commit, real) => real.commit({ ...commit, commandId: randomId() })),
  },
  "messages are stored in a separate transaction after the commit": {
    storage: committing((commit, real) =>
      Effect.tap(real.commit({ ...commit, messages: [] }), () => real.commit(messagesOnly(commit, commit.messages))),
    ),
  },
  "messages are stored in a separate transaction before the commit": {
    storage: committing((commit, real) =>
      Effect.andThen(real.commit(messagesOnly(commit, commit.messages)), real.commit({ ...commit, messages: [] })),
    ),
  },
  "each aggregate is committed in a separate transaction": {
    storage: committing((commit, real) =>
      Effect.gen(function* () {
        for (const change of commit.changes.slice(1))
          yield* real.commit({ ...commit, ...changesOnly, changes: [change] })
        return yield* real.commit({ ...commit, changes: [commit.changes[0]] })
      }),
    ),
  },
  "the journal loses an event": {
    storage: committing((commit, real) => {
      const [first, ...others] = commit.changes.map((change) => ({ ...change, events: change.events.slice(0, -1) }))
      return first === undefined ? real.commit(commit) : real.commit({ ...commit, changes: [first, ...others] })
    }),
  },
  "keys are claimed after the account is created": {
    storage: committing((commit, real) =>
      Effect.tap(real.commit({ ...commit, claims: [] }), () =>
        commit.claims.length === 0 ? Effect.void : real.commit({ ...messagesOnly(commit, []), claims: commit.claims }),
      ),
    ),
  },
  "a message contains another code than the valid one": {
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
  "a new account is answered and not committed": {
    storage: committingOf("CreateAccount", () => Effect.succeed(COMMITTED)),
  },
  "a recovery ends before its password is committed": {
    storage: committingOf("ChooseRecoveredPassword", inTwoTransactions),
  },
  "a couple is committed in the file before the membership of the spouse": {
    storage: committingOf("FormCouple", inTwoTransactions),
  },
  "a separation is committed in the file before its effects": {
    storage: committingOf("DeclareSeparation", inTwoTransactions),
  },
}
