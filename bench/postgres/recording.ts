import { randomBytes, randomUUID } from "node:crypto"
import * as Effect from "effect/Effect"
import type { AggregateId, Commit, Storage } from "../../src/ports/storage.ts"
import { hash } from "./world.ts"

/** What a command asked of the storage. */
export type Asked =
  | { readonly _tag: "Load"; readonly aggregates: ReadonlyArray<AggregateId>; readonly key?: string | undefined }
  | { readonly _tag: "Find"; readonly key: string }
  | { readonly _tag: "Commit"; readonly commit: Commit }

/** By hand one key is looked up, so the product must look up no more: its ring has one key in the benchmark. */
const only = (keys: ReadonlyArray<string>) => {
  if (keys.length !== 1) throw new Error(`${keys.length} keys were looked up at once.`)
  return keys[0]
}

/** The storage, with somebody looking on. */
export const watched =
  (look: (asked: Asked) => void) =>
  (real: Storage["Service"]): Storage["Service"] => ({
    ...real,
    load: (aggregates, commandId) =>
      Effect.suspend(() => {
        look({ _tag: "Load", aggregates })
        return real.load(aggregates, commandId)
      }),
    loadOwner: (keys, aggregates, commandId) =>
      Effect.suspend(() => {
        look({ _tag: "Load", aggregates, key: only(keys) })
        return real.loadOwner(keys, aggregates, commandId)
      }),
    find: (key, ...others) =>
      Effect.suspend(() => {
        only([key, ...others])
        look({ _tag: "Find", key })
        return real.find(key, ...others)
      }),
    commit: (commit) =>
      Effect.suspend(() => {
        look({ _tag: "Commit", commit })
        return real.commit(commit)
      }),
  })

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
/** 256 bits as the product writes them: blind indexes, hashes of tickets. */
const DIGEST = /(?<![\w-])[\w-]{43}(?![\w-])/g

/** The same requests for somebody else: every id, index and hash is another one, the same wherever it stood. */
export const forSomebodyElse = (recording: ReadonlyArray<Asked>): ReadonlyArray<Asked> => {
  const others = new Map<string, string>()
  const other = (make: () => string) => (known: string) => {
    const given = others.get(known) ?? make()
    others.set(known, given)
    return given
  }
  const text = JSON.stringify(recording)
    .replace(UUID, other(randomUUID))
    .replace(
      DIGEST,
      other(() => randomBytes(32).toString("base64url")),
    )
  // A secret does not let itself be written down: there is only one here.
  return JSON.parse(text, (name, value) => (name === "secret" && value !== null ? hash : value))
}
