import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as AccountAllowance from "../../domain/challenge/account-allowance.ts"
import * as Challenge from "../../domain/challenge/challenge.ts"
import * as MessageBudget from "../../domain/challenge/message-budget.ts"
import { type Destination, destinationOf } from "../../domain/challenge/message-policy.ts"
import * as SendAllowance from "../../domain/challenge/send-allowance.ts"
import type { Contact } from "../../domain/contact/contact.ts"
import type { AggregateId, Change, Row } from "../../ports/storage.ts"
import { Policies } from "../contract/policies.ts"
import type { BlindIndexes } from "../secrets/blind-index.ts"
import { execute, executeOrDie, readAggregate, toChange } from "../unit-of-work/aggregate.ts"
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
const contactIds = ({ account, indexes }: CountedIn): ReadonlyArray<AggregateId> =>
  indexes.map(account === null ? SendAllowance.idForOwner : SendAllowance.stream.id)

/** The aggregates that count one code: those of the contact, then the account, then the budget. */
export const allowanceIds = (counted: CountedIn): ReadonlyArray<AggregateId> => [
  ...contactIds(counted),
  ...(counted.account === null ? [] : [AccountAllowance.stream.id(counted.account)]),
  ...(counted.budget === null ? [] : [counted.budget.id]),
]

const suppress = (at: number) => ({ _tag: "Suppress", at }) as const

/** The allowances of the contact. `rows` begin with theirs. */
const readContactAllowances = (counted: CountedIn, rows: ReadonlyArray<Row>) =>
  Effect.forEach(contactIds(counted), (id, position) => readAggregate(SendAllowance.register, id, rows[position]))

/** The changes that record a request which sends nothing to the contact. */
const suppressFor = (
  allowances: ReadonlyArray<Effect.Success<ReturnType<typeof readContactAllowances>>[number]>,
  at: number,
) => Effect.forEach(allowances, (allowance) => Effect.map(executeOrDie(allowance, suppress(at)), toChange))

/** Counts one code in the allowance of the account, or fails with the limit that is reached. */
const countForAccount = Effect.fnUntraced(function* (
  { account, indexes }: CountedIn,
  row: Row | undefined,
  at: number,
) {
  if (account === null) return []
  const { codes, messages } = yield* Policies
  const allowance = yield* readAggregate(AccountAllowance.register, AccountAllowance.stream.id(account), row)
  const limits = { perContact: codes.sendsPerContactPerDay, perDay: messages.codesPerAccountPerDay }
  const request = { _tag: "Request", contacts: indexes, ...limits, at } as const
  return [toChange(yield* Effect.fromResult(execute(allowance, request)))]
})

/** Counts one code in the budget of the service, or fails with the limit that is reached. */
const countInBudget = Effect.fnUntraced(function* (
  { budget }: CountedIn,
  isSent: boolean,
  row: Row | undefined,
  at: number,
) {
  if (budget === null) return []
  const { messages } = yield* Policies
  const { name, perDay } = budget.destination
  const share = (limit: number) => Math.ceil(limit / messages.shares)
  const limits = { destination: name, perDay: share(perDay), perHour: share(messages.codesPerHour) }
  const before = yield* readAggregate(MessageBudget.register, budget.id, row)
  const spent = yield* Effect.fromResult(execute(before, { _tag: "Count", ...limits, at })).pipe(
    Effect.tapError(({ limit }) => recordRefused(limit, name)),
  )
  if (!isSent) return [toChange(yield* executeOrDie(before, suppress(at)))]
  yield* Effect.forEach(MessageBudget.usedUp(spent.state, limits), (limit) => recordUsedUp(limit, name))
  return [toChange(spent)]
})

/**
 * Counts one more code: the changes of its allowances and whether its message may be sent, or the refusal of the limit
 * that is reached.
 *
 * If other accounts have used up the allowance of the contact, the code is not sent and nothing is refused: `isSent` is
 * `false`, and the same rows are written. A refusal would show a stranger that the address is in use. A recovery, whose
 * answer never depends on it, is refused. `rows` are those of `allowanceIds`, in the same order.
 */
export const countMessage = Effect.fnUntraced(function* (counted: CountedIn, rows: ReadonlyArray<Row>, at: number) {
  const { codes } = yield* Policies
  const { account, indexes } = counted
  const allowances = yield* readContactAllowances(counted, rows)
  const ofContact = allowances.map((allowance) =>
    execute(allowance, { _tag: "Send", perDay: codes.sendsPerContactPerDay, at }),
  )
  const ofAccount = yield* countForAccount(counted, rows[indexes.length], at)
  const isSent = account === null || ofContact.every(Result.isSuccess)
  const sent = isSent
    ? yield* Effect.forEach(ofContact, (allowance) => Effect.map(Effect.fromResult(allowance), toChange))
    : yield* suppressFor(allowances, at)
  const inBudget = yield* countInBudget(counted, isSent, rows[indexes.length + ofAccount.length], at)
  return { changes: [...sent, ...ofAccount, ...inBudget], isSent }
})

/** Writes the same rows as `countMessage` of a recovery and counts nothing, so that both cannot be distinguished. */
export const suppressMessage = Effect.fnUntraced(function* (
  counted: CountedIn & { readonly account: null },
  rows: ReadonlyArray<Row>,
  at: number,
) {
  const { budget, indexes } = counted
  const changes = yield* suppressFor(yield* readContactAllowances(counted, rows), at)
  if (budget === null) return changes
  const before = yield* readAggregate(MessageBudget.register, budget.id, rows[indexes.length])
  return [...changes, toChange(yield* executeOrDie(before, suppress(at)))]
})

const isAllowance = ({ aggregate }: Change) =>
  [SendAllowance.stream, AccountAllowance.stream].some(({ category }) => aggregate.startsWith(`${category}/`))

/**
 * The allowances of contact and account after these changes. The challenge stores them, so that the next resend needs
 * no read.
 */
export const knownAllowances = (changes: ReadonlyArray<Change>): Challenge.KnownAllowances =>
  changes.filter(isAllowance).map(({ aggregate, expectedVersion, state }) => ({
    allowance: aggregate,
    version: expectedVersion + 1,
    state: Schema.decodeUnknownSync(Challenge.KnownAllowance.fields.state)(state),
  }))

/** The rows of `allowanceIds`, rebuilt from those that a challenge stores; `null` where one is missing. */
export const rowsOfKnown = (counted: CountedIn, known: Challenge.KnownAllowances = []): ReadonlyArray<Row> | null => {
  const found = allowanceIds(counted).map((id) => known.find(({ allowance }) => allowance === id))
  return found.every((allowance) => allowance !== undefined)
    ? found.map(({ state, version }) => ({ state, version, secret: null }))
    : null
}
