import { globSync, readFileSync } from "node:fs"
import { posix } from "node:path"
import { describe, expect, it } from "vitest"
import { isAllowed, layers } from "./import-rules.ts"

/** The modules that a file imports. Relative paths are resolved against the file. */
const importsOf = (file: string) =>
  [
    ...readFileSync(file, "utf8").matchAll(
      /^(?:import|export)\b(?:[^"';=()]*\bfrom)?\s*["']([^"']+)["']|^(?!\s*\*).*\bimport\(\s*["']([^"']+)["']/gm,
    ),
  ].map(([, fixed, dynamic]) => {
    const to = fixed ?? dynamic ?? ""
    return to.startsWith(".") ? posix.join(posix.dirname(file), to) : to
  })

const files = globSync("{src,adapters,test,cli,examples}/**/*.ts").map((file) => file.replaceAll("\\", "/"))

it.each(files)("%s imports only what its layer allows", (file) => {
  expect(importsOf(file).filter((to) => !isAllowed(file, to))).toEqual([])
})

it("every file belongs to a layer", () => {
  expect(files.filter((file) => !layers.some((layer) => layer.files.test(file)))).toEqual([])
})

describe("the import rules", () => {
  it.each([
    ["forbid a domain module without dependencies to import Effect", "src/domain/nir/nir.ts", "effect/Schema"],
    ["forbid the domain to import Effect's runtime", "src/domain/migration/migration.ts", "effect/Effect"],
    [
      "forbid a domain module to import a domain module that is not listed for it",
      "src/domain/migration/migration.ts",
      "src/domain/challenge/challenge.ts",
    ],
    ["forbid the domain to import a matching library", "src/domain/migration/migration.ts", "ts-pattern"],
    ["forbid the domain to import a port", "src/domain/account/account.ts", "src/ports/storage.ts"],
    ["forbid a port to import a use case", "src/ports/storage.ts", "src/application/use-cases/sign-in/sign-in.ts"],
    [
      "forbid a part of the application to import a later part",
      "src/application/caller/as-person.ts",
      "src/application/outbox/orders.ts",
    ],
    [
      "forbid a part of the application to import a use case",
      "src/application/wizard/wizard.ts",
      "src/application/use-cases/wizard/send-code.ts",
    ],
    [
      "forbid a use case to import another use case",
      "src/application/use-cases/sign-in/sign-in.ts",
      "src/application/use-cases/sign-in/sign-out.ts",
    ],
    [
      "forbid a use case to import an adapter",
      "src/application/use-cases/sign-in/sign-in.ts",
      "adapters/memory/index.ts",
    ],
    [
      "forbid production code to import laws",
      "src/application/use-cases/sign-in/sign-in.ts",
      "src/testing/laws/storage.ts",
    ],
    ["forbid production code to import test support", "adapters/postgres/storage.ts", "test/postgres/server.ts"],
    [
      "forbid an adapter to import a use case",
      "adapters/smtp/notifier.ts",
      "src/application/use-cases/sign-in/sign-in.ts",
    ],
    ["forbid an adapter to import another adapter", "adapters/smtp/notifier.ts", "adapters/memory/index.ts"],
    ["forbid a carrier to import texts other than notices", "adapters/smtp/compose-message.ts", "src/messages/fr.ts"],
    ["forbid an adapter to import another adapter's driver", "adapters/smtp/notifier.ts", "pg"],
    ["forbid the forms to import Effect", "src/forms/fields.ts", "effect/Schema"],
    [
      "forbid the forms to import the inputs, which have schemas",
      "src/forms/fields.ts",
      "src/application/contract/inputs.ts",
    ],
    ["forbid the forms to import messages of refusals", "src/forms/fields.ts", "src/messages/fr.ts"],
    ["forbid an example to import a source file by its path", "examples/nir.ts", "src/index.ts"],
  ])("%s", (_, file, to) => {
    expect(isAllowed(file, to)).toBe(false)
  })

  it.each([
    ["src/domain/nir/schema.ts", "effect/Schema"],
    ["src/application/wizard/wizard.ts", "src/application/caller/as-person.ts"],
    ["src/application/mon-compte.ts", "src/application/use-cases/sign-in/sign-in.ts"],
    ["src/testing/laws/storage.ts", "src/ports/storage.ts"],
    ["adapters/smpp/compose-message.ts", "src/messages/notices/short.ts"],
  ])("allow %s to import %s", (file, to) => {
    expect(isAllowed(file, to)).toBe(true)
  })
})
