import * as Effect from "effect/Effect"
import type { MemoryStorage } from "../../../adapters/memory/index.ts"
import type { Commit, Row } from "../../../src/ports/storage.ts"
import {
  CONFLICT,
  changingCommit,
  type FaultyStorage,
  isClaimTaken,
  ownerOf,
  refusingCommits,
} from "./faulty-storage.ts"

const FIND = "find returns the aggregate that claimed a key, and null before the claim"
const TAKEN = "a claim of a key that has another owner conflicts, and nothing is committed"
const FIRST_CLAIMED = "find returns the owner of the first claimed key of several"
const LOAD_OWNER = "loadOwner returns the owner of the first claimed key, and the requested rows"

type Keys = [string, ...ReadonlyArray<string>]

const EMPTY_ROW: Row = { state: null, version: 0, secret: null }

const deleteClaims = (claims: Commit["claims"], memory: MemoryStorage) => {
  const before = memory.snapshot()
  const keys = claims.map(({ key }) => key)
  memory.restore({ ...before, claims: before.claims.filter(({ key }) => !keys.includes(key)) })
}

export const storagesWithClaimFaults: ReadonlyArray<FaultyStorage> = [
  { fault: "finds no owner", brokenLaw: FIND, override: () => ({ find: () => Effect.succeed(null) }) },
  {
    fault: "finds the owner of a prefix of the key",
    brokenLaw: FIND,
    override: ({ snapshot }) => ({
      find: (requested) =>
        Effect.sync(() => snapshot().claims.find(({ key }) => requested.startsWith(key))?.owner ?? null),
    }),
  },
  {
    fault: "drops a claim of a taken key and commits the rest",
    brokenLaw: TAKEN,
    override: changingCommit((commit, memory) => ({
      ...commit,
      claims: commit.claims.filter(({ key, owner }) => (ownerOf(memory, key) ?? owner) === owner),
    })),
  },
  {
    fault: "gives a taken key to the latest claimant",
    brokenLaw: TAKEN,
    override: changingCommit((commit, memory) => {
      deleteClaims(commit.claims, memory)
      return commit
    }),
  },
  {
    fault: "refuses a claimed key also to its owner",
    brokenLaw: "an owner can claim its key again",
    override: refusingCommits(({ claims }, memory) => claims.some(({ key }) => ownerOf(memory, key) !== null)),
  },
  {
    fault: "gives a key to the last of two owners",
    brokenLaw: "one commit cannot claim a key for two owners",
    override: changingCommit((commit) => ({
      ...commit,
      claims: [...new Map(commit.claims.map((claim) => [claim.key, claim])).values()],
    })),
  },
  {
    fault: "yields between the check of a key and the claim",
    brokenLaw: "exactly one of several parallel claims of a key succeeds",
    override: (memory) => ({
      commit: (commit) =>
        Effect.suspend(() =>
          isClaimTaken(commit, memory)
            ? Effect.succeed(CONFLICT)
            : Effect.flatMap(Effect.yieldNow, () => memory.service.commit({ ...commit, claims: [] })),
        ),
    }),
  },
  {
    fault: "looks up the first key only",
    brokenLaw: FIRST_CLAIMED,
    override: ({ service }) => ({ find: (key) => service.find(key) }),
  },
  {
    fault: "looks up the last key first",
    brokenLaw: FIRST_CLAIMED,
    override: ({ service }) => ({ find: (...keys) => service.find(...(keys.toReversed() as Keys)) }),
  },
  {
    fault: "loads the owner of the last key",
    brokenLaw: LOAD_OWNER,
    override: ({ service }) => ({
      loadOwner: (keys, ...rest) => service.loadOwner(keys.toReversed() as Keys, ...rest),
    }),
  },
  {
    fault: "returns the owner's row instead of a requested row",
    brokenLaw: LOAD_OWNER,
    override: ({ service }) => ({
      loadOwner: (...request) =>
        Effect.map(service.loadOwner(...request), (loaded) => ({
          ...loaded,
          rows: loaded.owner === null ? loaded.rows : [loaded.owner.row, ...loaded.rows.slice(1)],
        })),
    }),
  },
  {
    fault: "loads an owner without the owner's row",
    brokenLaw: LOAD_OWNER,
    override: ({ service }) => ({
      loadOwner: (...request) =>
        Effect.map(service.loadOwner(...request), ({ owner, ...loaded }) => ({
          ...loaded,
          owner: owner === null ? null : { ...owner, row: EMPTY_ROW },
        })),
    }),
  },
  {
    fault: "omits the answer when it loads an owner",
    brokenLaw: LOAD_OWNER,
    override: ({ service }) => ({ loadOwner: (keys, ids) => service.loadOwner(keys, ids) }),
  },
  {
    fault: "finds no row for an owner with a dot in its id",
    brokenLaw: "loadOwner loads an owner whose id has several parts",
    override: ({ service }) => ({
      loadOwner: (...request) =>
        Effect.map(service.loadOwner(...request), ({ owner, ...loaded }) => ({
          ...loaded,
          owner: owner?.id.includes(".") ? { ...owner, row: EMPTY_ROW } : owner,
        })),
    }),
  },
  {
    fault: "ignores releases",
    brokenLaw: "a released key can be claimed by another aggregate",
    override: changingCommit((commit) => ({ ...commit, releases: [] })),
  },
  {
    fault: "releases a key for an aggregate that does not own it",
    brokenLaw: "only its owner can release a key",
    override: changingCommit((commit, memory) => ({
      ...commit,
      releases: commit.releases?.map(({ key, owner }) => ({ key, owner: ownerOf(memory, key) ?? owner })),
    })),
  },
  {
    fault: "releases keys before it checks the commit",
    brokenLaw: "a commit that is not applied releases nothing",
    override: changingCommit((commit, memory) => {
      deleteClaims(commit.releases ?? [], memory)
      return { ...commit, releases: [] }
    }),
  },
  {
    fault: "releases a key that the same commit claims",
    brokenLaw: "one commit cannot claim and release the same key",
    override: changingCommit((commit) => ({
      ...commit,
      claims: commit.claims.filter(({ key }) => !commit.releases?.some((released) => released.key === key)),
    })),
  },
]
