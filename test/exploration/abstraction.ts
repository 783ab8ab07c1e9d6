import * as Effect from "effect/Effect"
import * as Base64Url from "effect/encoding/Base64Url"
import * as Account from "../../src/domain/account/account.ts"
import type * as Challenge from "../../src/domain/challenge/challenge.ts"
import type * as Migration from "../../src/domain/migration/migration.ts"
import { MINUTE, type Point, quickKeys, ZERO } from "./exploration.ts"

export const hashOf = (ticket: string) =>
  Base64Url.encode(Effect.runSync(Effect.orDie(quickKeys.mac("ticket", [ticket]))))

/** Only a browser's latest ticket starts the wizard: other invitations make no difference. */
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

const essenceOf = (point: Point): string => {
  const names = new Map(
    (["A", "B"] as const).flatMap((browser) =>
      (["former", "ticket"] as const).flatMap((which) => {
        const ticket = point[browser][which]
        return ticket === null ? [] : [[hashOf(ticket), `${browser}.${which}`] as const]
      }),
    ),
  )
  const name = (hash: string) => names.get(hash) ?? "?"
  const left = (until: number) => Math.max(0, Math.ceil((until - ZERO) / MINUTE - point.minute))
  const { account, challenge, migration } = statesOf(point)
  // Whether a ticket was superseded or is unknown changes the words of a refusal, and nothing that follows.
  const draft = "draft" in migration ? [name(migration.draft.ticket), left(migration.draft.until)] : []
  const hasSecret = (kind: string) =>
    point.stored.rows.some(({ aggregate, secret }) => aggregate.startsWith(kind) && secret !== null)
  return JSON.stringify([
    point.terms,
    account._tag,
    "invitations" in account
      ? account.invitations
          .map(({ ticket, until }) => [name(ticket), left(until)])
          .filter(([ticket, time]) => time !== 0 && canStart(ticket))
          .sort()
      : [],
    migration._tag,
    draft,
    "terms" in migration ? migration.terms.version : "",
    migration._tag === "TermsPending" && migration.kept !== null,
    challenge._tag === "Open"
      ? [
          challenge.nonces.length,
          challenge.tries,
          left(challenge.until),
          left(challenge.sentAt + MINUTE),
          challenge.undeliverable,
        ]
      : challenge._tag,
    hasSecret("account/"),
    hasSecret("migration/"),
  ])
}

/**
 * What makes two points the same for all that may follow: names instead of random ids, minutes left instead of
 * instants, and no matter which of the two browsers is called A. What a point has lived through is left out.
 */
export const essence = (point: Point): string => {
  const one = essenceOf(point)
  const other = essenceOf({ ...point, A: point.B, B: point.A })
  return one < other ? one : other
}
