import { Client } from "pg"
import type { TestServer } from "../../test/postgres/server.ts"

/** A database of one contender. */
export interface Database {
  readonly url: string
  readonly ask: (sql: string) => Promise<unknown>
}

/** Databases on one server, each for one contender alone. */
export interface Databases {
  readonly make: () => Promise<Database>
  readonly close: () => Promise<void>
}

export const databasesOn = ({ ask, url }: TestServer): Databases => {
  const made: Array<{ readonly name: string; readonly client: Client }> = []
  return {
    make: async () => {
      const name = `${new URL(url).pathname.slice(1)}_${made.length + 1}`
      await ask(`CREATE DATABASE ${name}`)
      const own = new URL(url)
      own.pathname = `/${name}`
      const client = new Client({ connectionString: own.href })
      client.on("error", () => {})
      await client.connect()
      made.push({ name, client })
      return {
        url: own.href,
        ask: async (sql) => Object.values((await client.query<Record<string, unknown>>(sql)).rows[0] ?? {})[0],
      }
    },
    close: async () => {
      for (const { client, name } of made) {
        await client.end()
        await ask(`DROP DATABASE ${name} WITH (FORCE)`)
      }
    },
  }
}
