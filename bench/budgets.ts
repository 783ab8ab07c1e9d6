const nir = { name: "mon-compte/nir", file: "../src/domain/nir/index.ts" }
const describe = { name: "mon-compte/nir/describe", file: "../src/domain/nir/describe.ts" }
const suggest = { name: "mon-compte/nir/suggest", file: "../src/domain/nir/suggest.ts" }
const field = { name: "mon-compte/nir/field", file: "../src/domain/nir/field.ts" }
const redact = { name: "mon-compte/nir/redact", file: "../src/domain/nir/redact.ts" }
const bytes = { name: "mon-compte/nir/bytes", file: "../src/domain/nir/bulk/bytes.ts" }
const schema = { name: "mon-compte/nir/schema", file: "../src/domain/nir/schema.ts" }
const password = { name: "mon-compte/password", file: "../src/domain/password/index.ts" }
const forms = { name: "mon-compte/forms", file: "../src/forms/index.ts" }
const agencyForms = { name: "mon-compte/forms/agency", file: "../src/forms/agency/index.ts" }
const main = { name: "mon-compte", file: "../src/index.ts" }
const promise = { name: "mon-compte/promise", file: "../src/promise.ts" }

const EFFECT = ["effect", "effect/*"]

/** The largest size of an entry, or of some of its exports, in kilobytes (1,000 bytes), minified and compressed. */
export const budgets = [
  { entry: nir, names: "isNir", external: [], budget: 0.6 },
  { entry: nir, names: "*", external: [], budget: 2.01 },
  { entry: describe, names: "*", external: [], budget: 3 },
  { entry: suggest, names: "*", external: [], budget: 3.8 },
  { entry: field, names: "*", external: [], budget: 0.5 },
  { entry: redact, names: "*", external: [], budget: 1.6 },
  { entry: bytes, names: "*", external: [], budget: 3.8 },
  { entry: schema, names: "*", external: EFFECT, budget: 2.8 },
  { entry: password, names: "assess", external: [], budget: 8 },
  { entry: password, names: "*", external: [], budget: 12.2 },
  { entry: forms, names: "*", external: [], budget: 6 },
  { entry: agencyForms, names: "*", external: [], budget: 2.5 },
  // Servers load these two. They hold every verb, the texts of all notices, and the checks of every policy and free text.
  { entry: main, names: "*", external: EFFECT, budget: 225 },
  { entry: promise, names: "*", external: EFFECT, budget: 206 },
] as const

/** Other libraries for the same tasks as `mon-compte/nir` and `assess`. */
export const peers = [
  { name: "stdnum, only its NIR by a deep import", contents: 'export * from "stdnum/lib/esm/fr/nir.js"' },
  { name: "stdnum", contents: 'import { stdnum } from "stdnum"; export const nir = stdnum.FR.nir' },
  { name: "french-ssn", contents: 'export { default } from "french-ssn"' },
  {
    name: "zod 4, the leaflet's password policy",
    contents: `import * as z from "zod"
      export const zod = z.string().min(8).max(24).regex(/[0-9]/).regex(/\\p{Lu}/u).regex(/\\p{Ll}/u)`,
  },
  {
    name: "valibot, the leaflet's password policy",
    contents: `import * as v from "valibot"
      const rules = v.pipe(v.string(), v.minLength(8), v.maxLength(24), v.regex(/[0-9]/), v.regex(/\\p{Lu}/u), v.regex(/\\p{Ll}/u))
      export const valibot = (text) => v.safeParse(rules, text)`,
  },
  { name: "password-validator", contents: 'export { default } from "password-validator"' },
  { name: "xstate, setup and createActor", contents: 'export { createActor, setup } from "xstate"' },
] as const
