import { globSync, readFileSync } from "node:fs"
import { posix } from "node:path"
import { expect, it } from "vitest"

const SELF = "its own folder"

/** The modules of Effect that pure places may name. None of them can do anything. */
const DATA =
  /^effect\/(Array|Brand|Data|DateTime|Equal|Hash|Option|Order|Predicate|Redacted|Result|Schema|SchemaTransformation|Struct)$/
const EFFECT = /^effect\/\w+(\/\w+)?$/
const DRIVERS = /^(nodemailer|smpp|@node-rs\/argon2|pg|@electric-sql\/pglite)(\/|$)/
/** A value is its folder's noun, and the branded schema beside it. */
const VALUES = /^src\/(nir\/(nir|schema)|contact\/contact)\.ts$/

const FOR_TESTS = /\.(test|arbitrary|laws|contended|model)\.ts$|^src\/testing\.ts$/

/** Who may import whom. The first place that matches a file speaks for it. */
const places: ReadonlyArray<{ files: RegExp; may: ReadonlyArray<RegExp | typeof SELF> }> = [
  { files: FOR_TESTS, may: [/./] },
  // A schema that refuses with a message of its own needs the effect its decoding may be.
  { files: /^src\/nir\/schema\.ts$/, may: [SELF, DATA, /^effect\/SchemaIssue$/] },
  { files: /^src\/(nir|password)\//, may: [SELF] },
  { files: /^src\/machine\//, may: [SELF, DATA] },
  { files: /^src\/contact\//, may: [SELF, DATA, /^libphonenumber-js/, /^validator\/lib\/isEmail\.js$/] },
  {
    files: /^src\/(challenge|migration|account)\//,
    may: [SELF, DATA, /^src\/machine\//, VALUES],
  },
  { files: /^src\/(civil-date|provisional)\//, may: [SELF, DATA] },
  {
    files: /^src\/(household|delegation|rights)\//,
    may: [SELF, DATA, /^src\/machine\//, VALUES, /^src\/(delegation|civil-date)\//],
  },
  { files: /^src\/ports\//, may: [SELF, EFFECT, VALUES] },
  { files: /^src\/(services|messages)\/|^src\/(index|promise)\.ts$/, may: [EFFECT, /^ts-pattern$/, /^src\//] },
  { files: /^adapters\//, may: [SELF, EFFECT, /^src\/ports\//, VALUES, DRIVERS, /^node:/] },
  { files: /^cli\//, may: [/^cli\//, /^node:/, /^src\/nir\//, /^src\/messages\/nir\.ts$/] },
  {
    files: /^examples\//,
    may: [/^examples\//, EFFECT, /^mon-compte(\/|$)/, /^node:/, /^(smtp-server|postal-mime|@inquirer\/prompts)$/],
  },
]

/** Where a file imports from; relative addresses are resolved, so that folders can be compared. */
const imports = (file: string) =>
  [...readFileSync(file, "utf8").matchAll(/^(?:import|export)\b(?:[^"';=()]*\bfrom)?\s*["']([^"']+)["']/gm)].map(
    ([, to = ""]) => (to.startsWith(".") ? posix.join(posix.dirname(file), to) : to),
  )

const sameFolder = (file: string, to: string) => {
  const folder = (path: string) => path.split("/").slice(0, 2).join("/")
  return folder(to) === folder(file)
}

const mayImport = (file: string, to: string) =>
  (FOR_TESTS.test(file) || !FOR_TESTS.test(to)) &&
  (places.find(({ files }) => files.test(file))?.may ?? []).some((may) =>
    may === SELF ? sameFolder(file, to) : may.test(to),
  )

it.each(globSync("{src,adapters,cli,examples}/**/*.ts"))("%s imports only what its place allows", (file) => {
  expect(imports(file).filter((to) => !mayImport(file, to))).toEqual([])
})

it.each([
  ["src/nir/nir.ts", "effect/Schema", false],
  ["src/nir/schema.ts", "effect/Schema", true],
  ["src/migration/migration.ts", "effect/Effect", false],
  ["src/migration/migration.ts", "src/challenge/challenge.ts", false],
  ["src/migration/migration.ts", "ts-pattern", false],
  ["src/ports/storage.ts", "src/services/sign-in/sign-in.ts", false],
  ["src/services/sign-in/sign-in.ts", "adapters/memory/index.ts", false],
  ["adapters/smtp/notifier.ts", "src/services/sign-in/sign-in.ts", false],
  ["adapters/smtp/notifier.ts", "adapters/memory/index.ts", false],
  ["examples/nir.ts", "src/index.ts", false],
  ["src/services/sign-in/sign-in.ts", "src/ports/storage.laws.ts", false],
])("%s may import %s: %s", (file, to, expected) => {
  expect(mayImport(file, to)).toBe(expected)
})
