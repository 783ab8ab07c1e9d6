import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as Challenge from "../../domain/challenge/challenge.ts"
import * as MessageBudget from "../../domain/challenge/message-budget.ts"
import { type Destination, destinationOf } from "../../domain/challenge/message-policy.ts"
import * as SendAllowance from "../../domain/challenge/send-allowance.ts"
import type { Contact } from "../../domain/contact/contact.ts"
import type { AggregateId, Change, Row } from "../../ports/storage.ts"
import { Policies } from "../contract/policies.ts"
import type { BlindIndexes } from "../secrets/blind-index.ts"
import { execute, readAggregate, toChange } from "../unit-of-work/aggregate.ts"
import { recordRefused, recordUsedUp } from "./message-metrics.ts"

/** The row of the message budget that counts a code, and its destination. */
export interface BudgetShare {
  readonly id: AggregateId
  readonly destination: Destination
}

/** Everything that counts one code. */
export interface CountedIn {
  /** The contact: one allowance under each accepted key, so that a key rotation does not reset a count. */
  readonly indexes: BlindIndexes
  /** The account that requests the code. `null` for a recovery, which counts its requests per identifier itself. */
  readonly account: string | null
  /** `null` for a resend: the budget of the service counts the first message of a challenge. */
  readonly budget: BudgetShare | null
}

/** Spreads contacts evenly over the shares. A blind index is a MAC, so that an attacker cannot choose the share. */
const shareOf = (index: string, shares: number): number => {
  let sum = 0
  for (const character of index.slice(0, 8)) sum = (sum * 64 + (character.codePointAt(0) ?? 0)) % 1_000_003
  return sum % shares
}

/** The share of the message budget that counts a code to a contact now. */
export const budgetShare = Effect.fnUntraced(function* (contact: Contact, [index]: BlindIndexes) {
  const { messages } = yield* Policies
  const at = yield* Clock.currentTimeMillis
  const share: BudgetShare = {
    id: MessageBudget.idFor(at, shareOf(index, messages.shares)),
    destination: destinationOf(contact, messages),
  }
  return share
})

/** The allowances of the contact that other accounts use too. A person must not learn how full they are. */
const sharedIds = ({ account, indexes }: CountedIn): ReadonlyArray<AggregateId> =>
  indexes.map(account === null ? SendAllowance.idForOwner : SendAllowance.stream.id)

/** The allowances that only this account uses. */
const ownIds = ({ account, indexes }: CountedIn): ReadonlyArray<AggregateId> =>
  account === null
    ? []
    : [...indexes.map((index) => SendAllowance.idForPair(account, index)), SendAllowance.idForAccount(account)]

const sendAllowanceIds = (counted: CountedIn): ReadonlyArray<AggregateId> => [...sharedIds(counted), ...ownIds(counted)]

/** The aggregates that count one code. */
export const allowanceIds = (counted: CountedIn): ReadonlyArray<AggregateId> => [
  ...sendAllowanceIds(counted),
  ...(counted.budget === null ? [] : [counted.budget.id]),
]

/**
 * Counts one more code: the changes of its allowances and whether its message may be sent, or the refusal of the limit
 * that is reached.
 *
 * If other accounts have used up the allowance of the contact, the code is not sent and nothing is refused: `isSent` is
 * `false`, and the same rows are written. A refusal would show a stranger that the address is in use. A recovery, whose
 * answer never depends on it, is refused. `rows` are those of `allowanceIds`, in the same order.
 */
export const countMessage = Effect.fnUntraced(function* (counted: CountedIn, rows: ReadonlyArray<Row>, at: number) {
  const { codes, messages } = yield* Policies
  const { account, budget, indexes } = counted
  const ids = sendAllowanceIds(counted)
  const ofContact = { of: "Contact", perDay: codes.sendsPerContactPerDay } as const
  const ofAccount = { of: "Account", perDay: messages.codesPerAccountPerDay } as const
  const allowances = yield* Effect.forEach(ids, (id, position) =>
    readAggregate(SendAllowance.register, id, rows[position]),
  )
  const decided = allowances.map((allowance) =>
    execute(allowance, { _tag: "Send", ...(isOfAccount(allowance.id, counted) ? ofAccount : ofContact), at }),
  )
  const [shared, own] = [decided.slice(0, indexes.length), decided.slice(indexes.length)]
  const owned = yield* Effect.forEach(own, (sent) => Effect.fromResult(sent))
  const isSent = account === null || shared.every(Result.isSuccess)
  const suppress = { _tag: "Suppress", at } as const
  const suppressed = allowances.slice(0, indexes.length).map((allowance) => execute(allowance, suppress))
  const counts = yield* Effect.forEach(isSent ? shared : suppressed, (sent) => Effect.fromResult(sent))
  const changes = [...counts, ...owned].map(toChange)
  if (budget === null) return { changes, isSent }
  const { name, perDay } = budget.destination
  const share = (limit: number) => Math.ceil(limit / messages.shares)
  const limits = { destination: name, perDay: share(perDay), perHour: share(messages.codesPerHour) }
  const before = yield* readAggregate(MessageBudget.register, budget.id, rows[ids.length])
  const spent = yield* Effect.fromResult(execute(before, { _tag: "Count", ...limits, at })).pipe(
    Effect.tapError(({ limit }) => recordRefused(limit, name)),
  )
  if (!isSent) {
    const untouched = yield* Effect.orDie(Effect.fromResult(execute(before, suppress)))
    return { changes: [...changes, toChange(untouched)], isSent }
  }
  yield* Effect.forEach(MessageBudget.usedUp(spent.state, limits), (limit) => recordUsedUp(limit, name))
  return { changes: [...changes, toChange(spent)], isSent }
})

const isOfAccount = (id: string, { account }: CountedIn) =>
  account !== null && id === SendAllowance.idForAccount(account)

/** Writes the same rows as `countMessage` and counts nothing, so that a simulated request cannot be distinguished. */
export const suppressMessage = Effect.fnUntraced(function* (counted: CountedIn, rows: ReadonlyArray<Row>, at: number) {
  const { budget } = counted
  const ids = sendAllowanceIds(counted)
  const suppress = { _tag: "Suppress", at } as const
  const changes = yield* Effect.forEach(ids, (id, position) =>
    Effect.gen(function* () {
      const allowance = yield* readAggregate(SendAllowance.register, id, rows[position])
      return toChange(yield* Effect.orDie(Effect.fromResult(execute(allowance, suppress))))
    }),
  )
  if (budget === null) return changes
  const before = yield* readAggregate(MessageBudget.register, budget.id, rows[ids.length])
  return [...changes, toChange(yield* Effect.orDie(Effect.fromResult(execute(before, suppress))))]
})

/**
 * The allowances of contact and account after these changes. The challenge stores them, so that the next resend needs
 * no read.
 */
export const knownAllowances = (changes: ReadonlyArray<Change>): Challenge.KnownAllowances =>
  changes
    .filter(({ aggregate }) => aggregate.startsWith(`${SendAllowance.stream.category}/`))
    .map(({ aggregate, expectedVersion, state }) => ({
      allowance: aggregate,
      version: expectedVersion + 1,
      sentAt: Schema.decodeUnknownSync(SendAllowance.State)(state).sentAt,
    }))

/** The rows of `allowanceIds`, rebuilt from those that a challenge stores; `null` where one is missing. */
export const rowsOfKnown = (counted: CountedIn, known: Challenge.KnownAllowances = []): ReadonlyArray<Row> | null => {
  const found = allowanceIds(counted).map((id) => known.find(({ allowance }) => allowance === id))
  return found.every((allowance) => allowance !== undefined)
    ? found.map(({ sentAt, version }) => ({ state: { _tag: "Counting", sentAt }, version, secret: null }))
    : null
}
