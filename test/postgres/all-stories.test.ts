import { globSync } from "node:fs"
import { resolve } from "node:path"
import { afterAll, describe } from "vitest"

/** By default the stories in which storages differ most. `npm run test:postgres` runs all of them. */
const defaultStories = /[/\\](account|code|retries|wizard)\.story\.test\.ts$|[/\\]incidents[/\\]/
const selected = process.env["STORIES"] === "all" ? /./ : defaultStories

// The stories read this variable when they create their storage, so it is set before they are imported.
process.env["STORIES"] = "postgres"

for (const file of globSync(["{src/application,test/stories}/**/*.story.test.ts", "test/incidents/*.test.ts"]).sort()) {
  if (!selected.test(file)) continue
  const path = resolve(file)
  describe(`over PostgreSQL: ${file}`, async () => {
    await import(/* @vite-ignore */ path)
  })
}

afterAll(async () => {
  const { closeDatabase } = await import("../stories/story-storage.ts")
  await closeDatabase()
})
