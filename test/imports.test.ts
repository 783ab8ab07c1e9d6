import { globSync, readFileSync } from "node:fs"
import { posix } from "node:path"
import { describe, expect, it } from "vitest"

/** Modules of Effect that hold data and nothing that runs: the domain may use these. */
const DATA =
  /^effect\/(Array|Brand|Data|DateTime|Equal|Hash|Option|Order|Predicate|Redacted|Result|Schema|SchemaTransformation|Struct)$/
const EFFECT = /^effect\/\w+(\/\w+)?$/
const NODE = /^node:/

/** The value a noun stands for: its own file, the branded schema beside it, and the closed lists that ports speak of. */
const VALUES = /^src\/domain\/(nir\/(nir|schema)|contact\/contact|challenge\/purpose|language\/language)\.ts$/
const DOMAIN = /^src\/domain\//
const PORTS = /^src\/ports\//
const CONTRACT = /^src\/application\/contract\//

const folder = (name: string) => new RegExp(`^${name}/`)

/** What each noun of the domain may import besides its own folder and data modules. */
const nouns: Readonly<Record<string, ReadonlyArray<RegExp>>> = {
  nir: [],
  password: [],
  "state-machine": [],
  "civil-date": [],
  "provisional-identifier": [],
  language: [],
  contact: [/^libphonenumber-js/, /^validator\/lib\/isEmail\.js$/],
  challenge: [folder("src/domain/state-machine"), VALUES],
  migration: [folder("src/domain/state-machine"), VALUES],
  account: [folder("src/domain/state-machine"), VALUES],
  "lock-out": [folder("src/domain/state-machine")],
  session: [folder("src/domain/state-machine")],
  device: [folder("src/domain/state-machine")],
  "data-key": [folder("src/domain/state-machine")],
  recovery: [folder("src/domain/state-machine"), folder("src/domain/account")],
  delegation: [folder("src/domain/state-machine"), folder("src/domain/civil-date")],
  household: [folder("src/domain/state-machine"), folder("src/domain/civil-date"), folder("src/domain/delegation")],
  rights: [],
  audit: [folder("src/domain/state-machine"), folder("src/domain/rights")],
}

/** Nouns that depend on no library at all, so that they run anywhere. */
const BARE = new Set(["nir", "password"])

/** The parts of the application that use cases share. Each may import those before it. */
const parts = [
  "contract",
  "unit-of-work",
  "secrets",
  "caller",
  "outbox",
  "code",
  "wizard",
  "household-file",
  "delivery",
]

const partsUpTo = (place: number) => parts.slice(0, place + 1).map((part) => folder(`src/application/${part}`))

/** Only these import use cases: the two facades, and the entry points, which name the types of their answers. */
const FACADES = /^src\/(application\/(mon-compte|agency)|index|promise)\.ts$/

interface Room {
  readonly files: RegExp
  readonly may: ReadonlyArray<RegExp>
}

/** Tests, and the code that only tests use. */
const FOR_TESTS = /\.test\.ts$|^(test|src\/testing)\//

/** Who may import whom. The first room that matches a file is its room. */
const rooms: ReadonlyArray<Room> = [
  { files: /\.test\.ts$|^test\//, may: [/./] },
  { files: /^src\/testing\//, may: [EFFECT, /^src\//, /^fast-check$/] },
  // A schema that refuses with its own message needs the Effect modules that describe the refusal.
  { files: /^src\/domain\/nir\/schema\.ts$/, may: [folder("src/domain/nir"), DATA, /^effect\/SchemaIssue$/] },
  ...Object.entries(nouns).map(([noun, may]) => ({
    files: folder(`src/domain/${noun}`),
    may: [folder(`src/domain/${noun}`), ...(BARE.has(noun) ? [] : [DATA]), ...may],
  })),
  { files: PORTS, may: [PORTS, EFFECT, VALUES] },
  ...parts.map((part, place) => ({
    files: folder(`src/application/${part}`),
    may: [DOMAIN, PORTS, EFFECT, /^ts-pattern$/, ...partsUpTo(place)],
  })),
  {
    files: /^src\/application\/use-cases\//,
    may: [DOMAIN, PORTS, EFFECT, /^ts-pattern$/, ...partsUpTo(parts.length)],
  },
  // The codes of refusals are read off the types of the facades' verbs.
  { files: /^src\/messages\/code\.ts$/, may: [EFFECT, /^src\/application\/(mon-compte|agency)\.ts$/] },
  { files: /^src\/messages\//, may: [/^src\/messages\//, DOMAIN, PORTS, CONTRACT, EFFECT, /^ts-pattern$/] },
  { files: FACADES, may: [/^src\/(domain|ports|application|messages)\//, EFFECT, /^src\/index\.ts$/] },
  { files: /^src\/application\/\w[\w-]*\.ts$/, may: [EFFECT, /^src\/application\/[\w-]+\/[\w-]+\.ts$/] },
  // A ring of keys in memory is the keyring, over secrets drawn at random.
  { files: /^adapters\/memory\/keys\.ts$/, may: [EFFECT, PORTS, folder("adapters/keyring")] },
  {
    files: /^adapters\/keyring\//,
    may: [folder("adapters/keyring"), EFFECT, PORTS, VALUES, NODE],
  },
  {
    files: /^adapters\/argon2\//,
    may: [folder("adapters/argon2"), EFFECT, PORTS, VALUES, NODE, /^@node-rs\/argon2$/],
  },
  {
    files: /^adapters\/postgres\//,
    may: [folder("adapters/postgres"), EFFECT, PORTS, VALUES, NODE, /^(pg|@electric-sql\/pglite)(\/|$)/],
  },
  { files: /^adapters\/smtp\//, may: [folder("adapters/smtp"), EFFECT, PORTS, VALUES, NODE, /^nodemailer(\/|$)/] },
  { files: /^adapters\/smpp\//, may: [folder("adapters/smpp"), EFFECT, PORTS, VALUES, NODE, /^smpp$/] },
  { files: /^adapters\/memory\//, may: [folder("adapters/memory"), EFFECT, PORTS, VALUES, NODE] },
  { files: /^cli\//, may: [/^cli\//, NODE, /^src\/domain\/nir\//, /^src\/messages\/nir\.ts$/] },
  {
    files: /^examples\//,
    may: [/^examples\//, EFFECT, /^mon-compte(\/|$)/, NODE, /^(smtp-server|postal-mime|@inquirer\/prompts)$/],
  },
]

/** The modules a file imports; relative addresses are resolved, so that folders can be compared. */
const imports = (file: string) =>
  [
    ...readFileSync(file, "utf8").matchAll(
      /^(?:import|export)\b(?:[^"';=()]*\bfrom)?\s*["']([^"']+)["']|^(?!\s*\*).*\bimport\(\s*["']([^"']+)["']/gm,
    ),
  ].map(([, fixed, dynamic]) => {
    const to = fixed ?? dynamic ?? ""
    return to.startsWith(".") ? posix.join(posix.dirname(file), to) : to
  })

const USE_CASE = /^src\/application\/use-cases\//

const mayImport = (file: string, to: string) =>
  (FOR_TESTS.test(file) || !FOR_TESTS.test(to)) &&
  (FOR_TESTS.test(file) || FACADES.test(file) || !USE_CASE.test(to)) &&
  (rooms.find(({ files }) => files.test(file))?.may ?? []).some((may) => may.test(to))

const files = globSync("{src,adapters,test,cli,examples}/**/*.ts").map((file) => file.replaceAll("\\", "/"))

it.each(files)("%s imports only what its room allows", (file) => {
  expect(imports(file).filter((to) => !mayImport(file, to))).toEqual([])
})

it("every file has a room", () => {
  expect(files.filter((file) => !rooms.some((room) => room.files.test(file)))).toEqual([])
})

describe("each rule refuses what breaks it", () => {
  it.each([
    ["a value without dependencies imports Effect", "src/domain/nir/nir.ts", "effect/Schema"],
    ["the domain imports Effect's runtime", "src/domain/migration/migration.ts", "effect/Effect"],
    [
      "a noun imports a noun not named for it",
      "src/domain/migration/migration.ts",
      "src/domain/challenge/challenge.ts",
    ],
    ["the domain imports a matching library", "src/domain/migration/migration.ts", "ts-pattern"],
    ["the domain imports a port", "src/domain/account/account.ts", "src/ports/storage.ts"],
    ["a port imports a use case", "src/ports/storage.ts", "src/application/use-cases/sign-in/sign-in.ts"],
    ["a part imports a later part", "src/application/caller/person.ts", "src/application/outbox/orders.ts"],
    ["a part imports a use case", "src/application/wizard/wizard.ts", "src/application/use-cases/wizard/send-code.ts"],
    [
      "a use case imports another use case",
      "src/application/use-cases/sign-in/sign-in.ts",
      "src/application/use-cases/sign-in/sign-out.ts",
    ],
    ["a use case imports an adapter", "src/application/use-cases/sign-in/sign-in.ts", "adapters/memory/index.ts"],
    ["production imports laws", "src/application/use-cases/sign-in/sign-in.ts", "src/testing/storage.laws.ts"],
    ["production imports test support", "adapters/postgres/storage.ts", "test/postgres/server.ts"],
    ["an adapter imports a use case", "adapters/smtp/notifier.ts", "src/application/use-cases/sign-in/sign-in.ts"],
    ["an adapter imports another adapter", "adapters/smtp/notifier.ts", "adapters/memory/index.ts"],
    ["an adapter imports another adapter's driver", "adapters/smtp/notifier.ts", "pg"],
    ["an example imports a source by its path", "examples/nir.ts", "src/index.ts"],
  ])("%s", (_, file, to) => {
    expect(mayImport(file, to)).toBe(false)
  })

  it.each([
    ["src/domain/nir/schema.ts", "effect/Schema"],
    ["src/application/wizard/wizard.ts", "src/application/caller/person.ts"],
    ["src/application/mon-compte.ts", "src/application/use-cases/sign-in/sign-in.ts"],
    ["src/testing/storage.laws.ts", "src/ports/storage.ts"],
  ])("but %s may import %s", (file, to) => {
    expect(mayImport(file, to)).toBe(true)
  })
})
