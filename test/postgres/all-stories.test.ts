import { globSync } from "node:fs"
import { resolve } from "node:path"
import { afterAll, describe } from "vitest"

/** Everyday those where storages could differ most. `npm run test:postgres` tells every one. */
const everyday = /[/\\](account|code|retries|wizard)\.story\.test\.ts$|[/\\]incidents[/\\]/
const told = process.env["STORIES"] === "all" ? /./ : everyday

// Read where the stories get their storage, which is loaded after this.
process.env["STORIES"] = "postgres"

for (const file of globSync(["{src/application,test/stories}/**/*.story.test.ts", "test/incidents/*.test.ts"]).sort()) {
  if (!told.test(file)) continue
  const path = resolve(file)
  describe(`over PostgreSQL, as in memory: ${file}`, async () => {
    await import(/* @vite-ignore */ path)
  })
}

afterAll(async () => {
  const { closeDatabase } = await import("../stories/story-storage.ts")
  await closeDatabase()
})
