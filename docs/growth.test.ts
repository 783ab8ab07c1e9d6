import { globSync, readFileSync } from "node:fs"
import { expect, it } from "vitest"
import { type Growth, growth, recoveriesPerHour } from "./growth.ts"

const found = globSync("src/domain/**/*.ts")
  .flatMap((file) => [...readFileSync(file, "utf8").matchAll(/streamOf\("([a-z-]+)"\)/g)])
  .map(([, category]) => category ?? "")
const categories = [...new Set(found)]

it("the table of what grows has every category of aggregate, and no other", () => {
  expect(Object.keys(growth).toSorted()).toEqual(categories.toSorted())
})

const line = ([category, { about, by, limit }]: readonly [string, Growth]) =>
  `| \`${category}\` | ${about} | ${by} | ${limit} |`

it("the page of what grows shows the limits of the default policies", async () => {
  const page = `<!-- Generated from docs/growth.ts. Run \`npm run docs\` after changing it. -->

# What grows, and its limit

Each row of the storage has a category. Strangers can add a row for each identifier that they make up, because unknown
identifiers must be treated as known ones. Retention deletes those rows after 30 days. The application in front limits
how many a stranger can add: see [what the host must limit](what-the-host-must-limit.md).

The first request of a recovery adds four rows for an identifier. Each counts as a code of the hour
(\`messages.codesPerHour\`), so all together add rows for at most ${recoveriesPerHour} identifiers in an hour. After that, a request
writes nothing until the next hour, for known and unknown identifiers, and is answered as always.

| category | one row for each | who can make it grow | limit of one row |
|---|---|---|---|
${Object.entries(growth).map(line).join("\n")}
`
  await expect(page).toMatchFileSnapshot("security/what-grows.md")
})
