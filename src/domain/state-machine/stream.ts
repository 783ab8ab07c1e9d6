/** The id of one aggregate: its category, a slash, its key. */
export type StreamId<Category extends string> = `${Category}/${string}`

/** The ids under which the aggregates of one category are stored. */
export interface Stream<Category extends string> {
  readonly category: Category
  /** The id of the aggregate with this key. */
  readonly id: (key: string) => StreamId<Category>
  /** The key in an id of this category. Throws for an id of another category, which would mix up two aggregates. */
  readonly keyOf: (id: string) => string
}

/** The stream of a category. Each aggregate's module exports its own as `stream`; no other code builds an id. */
export const streamOf = <const Category extends string>(category: Category): Stream<Category> => {
  const prefix = `${category}/`
  return {
    category,
    id: (key) => `${category}/${key}`,
    keyOf: (id) => {
      if (!id.startsWith(prefix)) throw new Error(`This is not the id of an aggregate of the category ${category}.`)
      return id.slice(prefix.length)
    },
  }
}
