import * as Effect from "effect/Effect"
import { type Broken, CONFLICT, committing, ownerOf, refusing } from "./storage.ts"

export const brokenClaims: ReadonlyArray<Broken> = [
  {
    fault: "finds nobody",
    breaks: "a key finds the aggregate that claimed it, and nobody before",
    differs: () => ({ find: () => Effect.succeed(null) }),
  },
  {
    fault: "finds whoever claimed the beginning of a key",
    breaks: "a key finds the aggregate that claimed it, and nobody before",
    differs: ({ snapshot }) => ({
      find: (wanted) => Effect.sync(() => snapshot().claims.find(({ key }) => wanted.startsWith(key))?.owner ?? null),
    }),
  },
  {
    fault: "drops a key that is taken and keeps the rest",
    breaks: "a key claimed by another conflicts, and nothing of the commit is kept",
    differs: committing((commit, memory) => ({
      ...commit,
      claims: commit.claims.filter(({ key, owner }) => (ownerOf(memory, key) ?? owner) === owner),
    })),
  },
  {
    fault: "gives a key to whoever asks last",
    breaks: "a key claimed by another conflicts, and nothing of the commit is kept",
    differs: committing((commit, memory) => {
      const before = memory.snapshot()
      const keys = commit.claims.map(({ key }) => key)
      memory.restore({ ...before, claims: before.claims.filter(({ key }) => !keys.includes(key)) })
      return commit
    }),
  },
  {
    fault: "refuses a key that was claimed before, by its owner too",
    breaks: "an owner may claim its key again",
    differs: refusing(({ claims }, memory) => claims.some(({ key }) => ownerOf(memory, key) !== null)),
  },
  {
    fault: "takes the last of two owners",
    breaks: "one commit cannot claim a key for two owners",
    differs: committing((commit) => ({
      ...commit,
      claims: [...new Map(commit.claims.map((claim) => [claim.key, claim])).values()],
    })),
  },
  {
    fault: "looks whether a key is free, lets others go on, then takes it",
    breaks: "of many that claim a key at once, exactly one gets it",
    differs: (memory) => ({
      commit: (commit) =>
        Effect.suspend(() => {
          if (commit.claims.some(({ key, owner }) => (ownerOf(memory, key) ?? owner) !== owner)) {
            return Effect.succeed(CONFLICT)
          }
          return Effect.flatMap(Effect.yieldNow, () => memory.service.commit({ ...commit, claims: [] }))
        }),
    }),
  },
  {
    fault: "finds by the first key only",
    breaks: "of several keys the first that is held is found",
    differs: ({ service }) => ({ find: (key) => service.find(key) }),
  },
  {
    fault: "finds by the last key first",
    breaks: "of several keys the first that is held is found",
    differs: ({ service }) => ({
      find: (...keys) => service.find(...(keys.toReversed() as [string, ...ReadonlyArray<string>])),
    }),
  },
  {
    fault: "loads the owner of the last key first",
    breaks: "the owner of the first key that is held is loaded beside what is asked for",
    differs: ({ service }) => ({
      loadOwner: (keys, ...rest) => service.loadOwner(keys.toReversed() as [string, ...ReadonlyArray<string>], ...rest),
    }),
  },
  {
    fault: "loads an owner in the place of what is asked for",
    breaks: "the owner of the first key that is held is loaded beside what is asked for",
    differs: ({ service }) => ({
      loadOwner: (...asked) =>
        Effect.map(service.loadOwner(...asked), (loaded) => ({
          ...loaded,
          rows: loaded.owner === null ? loaded.rows : [loaded.owner.row, ...loaded.rows.slice(1)],
        })),
    }),
  },
  {
    fault: "loads an owner without their row",
    breaks: "the owner of the first key that is held is loaded beside what is asked for",
    differs: ({ service }) => ({
      loadOwner: (...asked) =>
        Effect.map(service.loadOwner(...asked), ({ owner, ...loaded }) => ({
          ...loaded,
          owner: owner === null ? null : { ...owner, row: { state: null, version: 0, secret: null } },
        })),
    }),
  },
  {
    fault: "forgets the answer when it loads an owner",
    breaks: "the owner of the first key that is held is loaded beside what is asked for",
    differs: ({ service }) => ({ loadOwner: (keys, ids) => service.loadOwner(keys, ids) }),
  },
  {
    fault: "finds no row of an owner with a dot in their name",
    breaks: "an owner whose name has several parts is loaded as another is",
    differs: ({ service }) => ({
      loadOwner: (...asked) =>
        Effect.map(service.loadOwner(...asked), ({ owner, ...loaded }) => ({
          ...loaded,
          owner: owner?.id.includes(".") ? { ...owner, row: { state: null, version: 0, secret: null } } : owner,
        })),
    }),
  },
  {
    fault: "keeps what is released",
    breaks: "a released key is free, for whoever claims it next",
    differs: committing((commit) => ({ ...commit, releases: [] })),
  },
  {
    fault: "releases a key whoever holds it",
    breaks: "nobody releases the key of another",
    differs: committing((commit, memory) => ({
      ...commit,
      releases: commit.releases?.map(({ key, owner }) => ({ key, owner: ownerOf(memory, key) ?? owner })),
    })),
  },
  {
    fault: "releases first and looks afterwards",
    breaks: "a commit that is not kept releases nothing",
    differs: committing((commit, memory) => {
      const before = memory.snapshot()
      const keys = (commit.releases ?? []).map(({ key }) => key)
      memory.restore({ ...before, claims: before.claims.filter(({ key }) => !keys.includes(key)) })
      return { ...commit, releases: [] }
    }),
  },
  {
    fault: "claims a key and releases it",
    breaks: "one commit cannot claim and release a key",
    differs: committing((commit) => ({
      ...commit,
      claims: commit.claims.filter(({ key }) => !commit.releases?.some((released) => released.key === key)),
    })),
  },
]
