import * as Effect from "effect/Effect"
import type { MemoryStorage } from "../../../adapters/memory/index.ts"
import type { AggregateId } from "../../../src/ports/storage.ts"
import type { Store } from "../../../src/testing/laws/storage/storage-law.ts"
import type { FaultyStorage } from "./faulty-storage.ts"

const EVERY = "list returns every aggregate of a category once, page by page"
const CATEGORY = "list returns only aggregates of the requested category"

/** Replaces `list`. `all` is every known aggregate in order of creation, also those that were only guarded. */
const replacingList =
  (list: (all: ReadonlyArray<AggregateId>, request: Parameters<Store["list"]>[0]) => ReadonlyArray<AggregateId>) =>
  ({ service, snapshot }: MemoryStorage): Partial<Store> => {
    const guarded = new Set<AggregateId>()
    return {
      commit: (commit) => {
        for (const { aggregate } of commit.guards) guarded.add(aggregate)
        return service.commit(commit)
      },
      list: (request) =>
        Effect.sync(() => list([...snapshot().rows.map(({ aggregate }) => aggregate), ...guarded], request)),
    }
  }

const isOf = (category: string) => (id: AggregateId) => id.startsWith(`${category}/`)

export const storagesWithListFaults: ReadonlyArray<FaultyStorage> = [
  {
    fault: "repeats the first page three times",
    brokenLaw: EVERY,
    override: ({ service }) => {
      let pages = 0
      return { list: (request) => (pages++ < 3 ? service.list({ ...request, after: null }) : Effect.succeed([])) }
    },
  },
  {
    fault: "skips one aggregate between two pages",
    brokenLaw: EVERY,
    override: ({ service }) => ({
      list: (request) =>
        request.after === null
          ? service.list(request)
          : Effect.map(service.list({ ...request, limit: request.limit + 1 }), (page) => page.slice(1)),
    }),
  },
  {
    fault: "ignores the limit",
    brokenLaw: "list returns at most the requested number of aggregates",
    override: ({ service }) => ({ list: (request) => service.list({ ...request, limit: 1_000 }) }),
  },
  {
    fault: "lists categories that start with the requested category",
    brokenLaw: CATEGORY,
    override: replacingList((all, { category }) => all.filter((id) => id.startsWith(category))),
  },
  {
    fault: "reads a category as a pattern",
    brokenLaw: CATEGORY,
    override: replacingList((all, { category }) => {
      const pattern = new RegExp(`^${category.replaceAll("_", ".").replaceAll("%", ".*")}/`, "u")
      return all.filter((id) => pattern.test(id))
    }),
  },
  {
    fault: "lists aggregates that were only guarded",
    brokenLaw: "list omits aggregates that were only guarded or loaded",
    override: replacingList((all, { category }) => all.filter(isOf(category))),
  },
  {
    fault: "pages by offset in a list that grows",
    brokenLaw: "list repeats and skips nothing if aggregates are created between two pages",
    override: (memory) => {
      let offset = 0
      return replacingList((all, { category, limit }) => {
        const page = all
          .filter(isOf(category))
          .sort()
          .slice(offset, offset + limit)
        offset += page.length
        return page
      })(memory)
    },
  },
]
