import * as Effect from "effect/Effect"
import * as Base64Url from "effect/encoding/Base64Url"
import * as Account from "../../src/domain/account/account.ts"
import type * as Challenge from "../../src/domain/challenge/challenge.ts"
import type * as Migration from "../../src/domain/migration/migration.ts"
import { MINUTE, type Point, quickKeys, START } from "./exploration.ts"

export const hashOfTicket = (ticket: string) =>
  Base64Url.encode(Effect.runSync(Effect.orDie(quickKeys.mac("ticket", [ticket]))))

/** Only the latest ticket of a browser starts the wizard, so other tickets make no difference. */
const canStart = (name: unknown) => name === "A.ticket" || name === "B.ticket"

/** The states of the one account of an exploration. */
export const statesOf = ({ stored }: Point) => {
  const state = (kind: string): unknown => stored.rows.find(({ aggregate }) => aggregate.startsWith(kind))?.state
  return {
    account: (state("account/") ?? Account.initial) as Account.State,
    migration: (state("migration/") ?? { _tag: "NotStarted" }) as Migration.State,
    challenge: (state("challenge/") ?? { _tag: "None" }) as Challenge.State,
  }
}

const formOf = (point: Point): string => {
  const names = new Map(
    (["A", "B"] as const).flatMap((browser) =>
      (["former", "ticket"] as const).flatMap((which) => {
        const ticket = point[browser][which]
        return ticket === null ? [] : [[hashOfTicket(ticket), `${browser}.${which}`] as const]
      }),
    ),
  )
  const name = (hash: string) => names.get(hash) ?? "?"
  const minutesLeft = (until: number) => Math.max(0, Math.ceil((until - START) / MINUTE - point.minute))
  const { account, challenge, migration } = statesOf(point)
  // Whether a ticket is superseded or unknown changes the code of a refusal only.
  const draft = "draft" in migration ? [name(migration.draft.ticket), minutesLeft(migration.draft.until)] : []
  const hasSecret = (kind: string) =>
    point.stored.rows.some(({ aggregate, secret }) => aggregate.startsWith(kind) && secret !== null)
  return JSON.stringify([
    point.terms,
    account._tag,
    "tickets" in account
      ? account.tickets
          .map(({ ticket, until }) => [name(ticket), minutesLeft(until)])
          .filter(([ticket, time]) => time !== 0 && canStart(ticket))
          .sort()
      : [],
    migration._tag,
    draft,
    "terms" in migration ? migration.terms.version : "",
    migration._tag === "TermsPending" && migration.provedContact !== null,
    challenge._tag === "Open"
      ? [
          challenge.nonces.length,
          challenge.tries,
          minutesLeft(challenge.until),
          minutesLeft(challenge.sentAt + MINUTE),
          challenge.undeliverable,
        ]
      : challenge._tag,
    hasSecret("account/"),
    hasSecret("migration/"),
  ])
}

/**
 * A text that is the same for two points with the same future. It has names instead of random ids, and minutes left
 * instead of times. It ignores which browser is A, and how the point was reached.
 */
export const canonicalForm = (point: Point): string => {
  const form = formOf(point)
  const swapped = formOf({ ...point, A: point.B, B: point.A })
  return form < swapped ? form : swapped
}
