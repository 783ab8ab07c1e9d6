import * as Effect from "effect/Effect"
import type { AggregateId } from "../../src/ports/storage.ts"
import type { Store } from "../../src/testing/storage.trial.laws.ts"
import type { Broken } from "./storage.ts"

/** A fault in what is listed. `all` is every aggregate, those only guarded too, in the order they were made. */
const listing =
  (list: (all: ReadonlyArray<AggregateId>, request: Parameters<Store["list"]>[0]) => ReadonlyArray<AggregateId>) =>
  ({ service, snapshot }: Parameters<Broken["differs"]>[0]): Partial<Store> => {
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

const isOf = (kind: string) => (id: AggregateId) => id.startsWith(`${kind}/`)

export const brokenLists: ReadonlyArray<Broken> = [
  {
    fault: "begins anew on each page, and stops after three",
    breaks: "every aggregate of a kind is listed once, page after page",
    differs: ({ service }) => {
      let pages = 0
      return { list: (request) => (pages++ < 3 ? service.list({ ...request, after: null }) : Effect.succeed([])) }
    },
  },
  {
    fault: "skips one between pages",
    breaks: "every aggregate of a kind is listed once, page after page",
    differs: ({ service }) => ({
      list: (request) =>
        request.after === null
          ? service.list(request)
          : Effect.map(service.list({ ...request, limit: request.limit + 1 }), (page) => page.slice(1)),
    }),
  },
  {
    fault: "takes no notice of the limit",
    breaks: "no more are listed than asked for",
    differs: ({ service }) => ({ list: (request) => service.list({ ...request, limit: 1_000 }) }),
  },
  {
    fault: "takes the beginning of a kind for the whole",
    breaks: "nothing of another kind is listed",
    differs: listing((all, { kind }) => all.filter((id) => id.startsWith(kind))),
  },
  {
    fault: "takes a kind for a pattern",
    breaks: "nothing of another kind is listed",
    differs: listing((all, { kind }) => {
      const pattern = new RegExp(`^${kind.replaceAll("_", ".").replaceAll("%", ".*")}/`, "u")
      return all.filter((id) => pattern.test(id))
    }),
  },
  {
    fault: "lists what was only guarded",
    breaks: "what was only guarded or loaded is not listed",
    differs: listing((all, { kind }) => all.filter(isOf(kind))),
  },
  {
    fault: "goes by the place in a list that grows",
    breaks: "pages go on where they were, whatever is made meanwhile",
    differs: (memory) => {
      let given = 0
      return listing((all, { kind, limit }) => {
        const page = all
          .filter(isOf(kind))
          .sort()
          .slice(given, given + limit)
        given += page.length
        return page
      })(memory)
    },
  },
]
