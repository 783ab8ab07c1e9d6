import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { PGlite } from "@electric-sql/pglite"

const CACHE = "node_modules/.cache/mon-compte"
const PACKAGE = "node_modules/@electric-sql/pglite/package.json"

/** Opens an empty PGlite. Creating a database takes seconds, so each machine creates it once and caches a copy. */
export const emptyPGlite = async (directory?: string): Promise<PGlite> => {
  const { version } = JSON.parse(readFileSync(PACKAGE, "utf8"))
  const file = `${CACHE}/pglite-${version}.tar`
  if (!existsSync(file)) {
    const db = await PGlite.create()
    const dump = await db.dumpDataDir("none")
    await db.close()
    mkdirSync(CACHE, { recursive: true })
    writeFileSync(`${file}.${process.pid}`, new Uint8Array(await dump.arrayBuffer()))
    renameSync(`${file}.${process.pid}`, file)
  }
  const loadDataDir = new Blob([readFileSync(file)])
  return directory === undefined ? PGlite.create({ loadDataDir }) : PGlite.create(directory, { loadDataDir })
}
