import * as Redacted from "effect/Redacted"
import type { Commit } from "../../../ports/storage.ts"
import { mapChanges } from "./commits.ts"

/** A copy of a commit without frozen or shared parts. */
export const mutableCopy = (commit: Commit): Commit => ({
  ...mapChanges(commit, (change) => ({
    ...change,
    state: structuredClone(change.state),
    events: structuredClone(change.events),
    secret: change.secret === null ? null : Redacted.make(Redacted.value(change.secret)),
  })),
  messages: commit.messages.map((message) => ({ ...message, body: structuredClone(message.body) })),
  guards: commit.guards.map((guard) => ({ ...guard })),
  claims: commit.claims.map((claim) => ({ ...claim })),
  releases: commit.releases?.map((claim) => ({ ...claim })),
  answer: structuredClone(commit.answer),
})

/** Overwrites every field and element at any depth, and wipes secrets. */
export const overwriteDeeply = (value: unknown): void => {
  if (Redacted.isRedacted(value)) Redacted.wipeUnsafe(value)
  if (typeof value !== "object" || value === null || Redacted.isRedacted(value)) return
  for (const key of Object.keys(value)) {
    overwriteDeeply(Reflect.get(value, key))
    Reflect.set(value, key, "overwritten")
  }
  Reflect.set(value, Array.isArray(value) ? value.length : "overwritten", "overwritten")
}
