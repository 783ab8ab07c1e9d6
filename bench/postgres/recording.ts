import { randomBytes, randomUUID } from "node:crypto"
import * as Effect from "effect/Effect"
import type { AggregateId, Commit, Storage } from "../../src/ports/storage.ts"
import { hash } from "./bench-context.ts"

/** A request of a command to the storage. */
export type StorageRequest =
  | { readonly _tag: "Load"; readonly aggregates: ReadonlyArray<AggregateId>; readonly key?: string | undefined }
  | { readonly _tag: "Find"; readonly key: string }
  | { readonly _tag: "Commit"; readonly commit: Commit }

/** The handwritten SQL looks up one key, so the product must too: its keyring has one key in the benchmark. */
const singleKey = (keys: ReadonlyArray<string>) => {
  if (keys.length !== 1) throw new Error(`${keys.length} keys were looked up in one request.`)
  return keys[0]
}

/** Reports each request to a storage before it runs. */
export const observed =
  (report: (request: StorageRequest) => void) =>
  (real: Storage["Service"]): Storage["Service"] => ({
    ...real,
    load: (aggregates, commandId) =>
      Effect.suspend(() => {
        report({ _tag: "Load", aggregates })
        return real.load(aggregates, commandId)
      }),
    loadOwner: (keys, aggregates, commandId) =>
      Effect.suspend(() => {
        report({ _tag: "Load", aggregates, key: singleKey(keys) })
        return real.loadOwner(keys, aggregates, commandId)
      }),
    find: (key, ...others) =>
      Effect.suspend(() => {
        singleKey([key, ...others])
        report({ _tag: "Find", key })
        return real.find(key, ...others)
      }),
    commit: (commit) =>
      Effect.suspend(() => {
        report({ _tag: "Commit", commit })
        return real.commit(commit)
      }),
  })

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
/** 256 bits in base64url: blind indexes and hashes of tickets. */
const DIGEST = /(?<![\w-])[\w-]{43}(?![\w-])/g

/** The same requests for another person: every id, index and hash is replaced consistently. */
export const forAnotherPerson = (recording: ReadonlyArray<StorageRequest>): ReadonlyArray<StorageRequest> => {
  const replacements = new Map<string, string>()
  const replaceBy = (create: () => string) => (original: string) => {
    const replacement = replacements.get(original) ?? create()
    replacements.set(original, replacement)
    return replacement
  }
  const text = JSON.stringify(recording)
    .replace(UUID, replaceBy(randomUUID))
    // The budget of messages is one row for everyone. Without retries, each person gets a row of their own.
    .replace(
      /message-budget\/[^"]+/g,
      replaceBy(() => `message-budget/${randomUUID()}`),
    )
    .replace(
      DIGEST,
      replaceBy(() => randomBytes(32).toString("base64url")),
    )
  // JSON hides a redacted secret. The recording contains only this one.
  return JSON.parse(text, (name, value) => (name === "secret" && value !== null ? hash : value))
}
