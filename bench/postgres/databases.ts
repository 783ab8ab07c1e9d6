import { Client } from "pg"
import type { TestServer } from "../../test/postgres/server.ts"

/** The database of one contestant. */
export interface Database {
  readonly url: string
  /** Runs SQL, and returns the first value of the first row. */
  readonly queryValue: (sql: string) => Promise<unknown>
}

/** Creates databases on one server, one for each contestant. */
export interface Databases {
  readonly make: () => Promise<Database>
  readonly close: () => Promise<void>
}

export const databasesOn = ({ queryValue, url }: TestServer): Databases => {
  const created: Array<{ readonly name: string; readonly client: Client }> = []
  return {
    make: async () => {
      const name = `${new URL(url).pathname.slice(1)}_${created.length + 1}`
      await queryValue(`CREATE DATABASE ${name}`)
      const own = new URL(url)
      own.pathname = `/${name}`
      const client = new Client({ connectionString: own.href })
      client.on("error", () => {})
      await client.connect()
      created.push({ name, client })
      return {
        url: own.href,
        queryValue: async (sql) => Object.values((await client.query<Record<string, unknown>>(sql)).rows[0] ?? {})[0],
      }
    },
    close: async () => {
      for (const { client, name } of created) {
        await client.end()
        await queryValue(`DROP DATABASE ${name} WITH (FORCE)`)
      }
    },
  }
}
