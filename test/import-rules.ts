/** The layers of the project, and what each file may import. `imports.test.ts` checks every file. */

/** Modules of Effect that contain data types and no runtime. The domain may import them. */
const DATA =
  /^effect\/(Array|Brand|Data|DateTime|Equal|Hash|Option|Order|Predicate|Redacted|Result|Schema|SchemaTransformation|Struct)$/
const EFFECT = /^effect\/\w+(\/\w+)?$/
const NODE = /^node:/

/** The value objects of the domain: other layers, such as ports, may name them. */
const VALUES =
  /^src\/domain\/(nir\/(nir|schema)|contact\/contact|challenge\/purpose|identity\/strength|language\/(language|time-zone)|typed-text\/(typed-text|fold))\.ts$/
/** Values that several aggregates store in their states and events. */
const STORED_VALUES = /^src\/domain\/(contact\/sealed-contact|terms\/accepted-terms|ticket\/ticket)\.ts$/
/** The states of an account. Rights and delegations depend on them. */
const ACCOUNT_STATE = /^src\/domain\/account\/state\.ts$/
/** Domain modules that every domain module may import. */
const LANGUAGE_AND_TYPED_TEXT = /^src\/domain\/(language|typed-text)\//
/** Fields of policies, with their ranges. Every domain module that uses Effect's schemas may import them. */
const POLICY_FIELDS = /^src\/domain\/policy\/fields\.ts$/
const DOMAIN = /^src\/domain\//
const PORTS = /^src\/ports\//
const CONTRACT = /^src\/application\/contract\//
const FORMS = /^src\/forms\//
/** The texts of notices, for every carrier. */
const NOTICES = /^src\/messages\/notices\//

/** The check for unknown options, which adapters share. */
const KNOWN_OPTIONS = /^adapters\/options\/known-options\.ts$/

const folder = (name: string) => new RegExp(`^${name}/`)

/** What each domain module may import besides its own folder and the data modules of Effect. */
const domainModules: Readonly<Record<string, ReadonlyArray<RegExp>>> = {
  nir: [],
  password: [],
  "typed-text": [],
  "state-machine": [],
  "civil-date": [],
  "provisional-identifier": [],
  language: [],
  policy: [],
  terms: [],
  ticket: [],
  contact: [VALUES, /^libphonenumber-js/, /^validator\/lib\/isEmail\.js$/],
  "personal-data": [/^src\/domain\/nir\/redact\.ts$/, VALUES],
  challenge: [folder("src/domain/state-machine"), VALUES],
  migration: [folder("src/domain/state-machine"), folder("src/domain/civil-date"), VALUES, STORED_VALUES],
  account: [
    folder("src/domain/state-machine"),
    folder("src/domain/civil-date"),
    VALUES,
    STORED_VALUES,
    /^src\/domain\/identity\/strength\.ts$/,
  ],
  "lock-out": [folder("src/domain/state-machine")],
  identity: [/^src\/domain\/lock-out\/lock-out\.ts$/],
  session: [folder("src/domain/state-machine")],
  device: [folder("src/domain/state-machine")],
  "data-key": [folder("src/domain/state-machine")],
  recovery: [folder("src/domain/state-machine"), folder("src/domain/account"), STORED_VALUES],
  delegation: [folder("src/domain/state-machine"), folder("src/domain/civil-date"), ACCOUNT_STATE],
  household: [folder("src/domain/state-machine"), folder("src/domain/civil-date"), folder("src/domain/delegation")],
  mandate: [
    folder("src/domain/state-machine"),
    folder("src/domain/civil-date"),
    /^src\/domain\/delegation\/actor\.ts$/,
  ],
  rights: [ACCOUNT_STATE],
  audit: [folder("src/domain/state-machine"), folder("src/domain/rights")],
}

/** Domain modules without any dependency: they run in every JavaScript runtime. */
const WITHOUT_DEPENDENCIES = new Set(["nir", "password", "language", "typed-text"])

/** The parts of the application that use cases share. Each part may import itself and the parts before it. */
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

const partsUpTo = (index: number) => parts.slice(0, index + 1).map((part) => folder(`src/application/${part}`))

/**
 * Only these files import use cases: the two facades, the verb of a facade that gives other verbs, and the entry points,
 * which export the types of their answers.
 */
const FACADES = /^src\/(application\/(mon-compte|agency|reverse-work)|index|answers|promise)\.ts$/

interface Layer {
  readonly files: RegExp
  readonly mayImport: ReadonlyArray<RegExp>
}

/** Tests, and code that only tests use. */
const FOR_TESTS = /\.test\.ts$|^(test|src\/testing)\//

/** The layers, and what each may import. A file belongs to the first layer that matches it. */
export const layers: ReadonlyArray<Layer> = [
  { files: /\.test\.ts$|^test\//, mayImport: [/./] },
  { files: /^src\/testing\//, mayImport: [EFFECT, /^src\//, /^fast-check$/] },
  // The schema has its own error message, which needs another module of Effect.
  { files: /^src\/domain\/nir\/schema\.ts$/, mayImport: [folder("src/domain/nir"), DATA, /^effect\/SchemaIssue$/] },
  ...Object.entries(domainModules).map(([name, allowed]) => ({
    files: folder(`src/domain/${name}`),
    mayImport: [
      folder(`src/domain/${name}`),
      LANGUAGE_AND_TYPED_TEXT,
      ...(WITHOUT_DEPENDENCIES.has(name) ? [] : [DATA, POLICY_FIELDS]),
      ...allowed,
    ],
  })),
  { files: PORTS, mayImport: [PORTS, EFFECT, VALUES] },
  ...parts.map((part, index) => ({
    files: folder(`src/application/${part}`),
    mayImport: [DOMAIN, PORTS, EFFECT, /^ts-pattern$/, ...partsUpTo(index)],
  })),
  {
    files: /^src\/application\/use-cases\//,
    mayImport: [DOMAIN, PORTS, EFFECT, /^ts-pattern$/, ...partsUpTo(parts.length)],
  },
  // The codes of refusals are derived from the types of the facades' verbs.
  { files: /^src\/messages\/refusal\.ts$/, mayImport: [EFFECT, /^src\/application\/(mon-compte|agency)\.ts$/] },
  { files: /^src\/messages\//, mayImport: [/^src\/messages\//, DOMAIN, PORTS, CONTRACT, EFFECT, /^ts-pattern$/] },
  // The forms run in browsers: they import texts, and the names of inputs, which have no dependency.
  {
    files: FORMS,
    mayImport: [FORMS, /^src\/application\/contract\/input-names\.ts$/, /^src\/domain\/language\/language\.ts$/],
  },
  { files: FACADES, mayImport: [/^src\/(domain|ports|application|messages)\//, EFFECT, /^src\/(index|answers)\.ts$/] },
  { files: /^src\/application\/\w[\w-]*\.ts$/, mayImport: [EFFECT, /^src\/application\/[\w-]+\/[\w-]+\.ts$/] },
  // The memory key ring is the keyring adapter with random secrets.
  { files: /^adapters\/memory\/keys\.ts$/, mayImport: [EFFECT, PORTS, folder("adapters/keyring")] },
  {
    files: /^adapters\/keyring\//,
    mayImport: [folder("adapters/keyring"), KNOWN_OPTIONS, EFFECT, PORTS, VALUES, NODE],
  },
  {
    files: /^adapters\/argon2\//,
    mayImport: [folder("adapters/argon2"), KNOWN_OPTIONS, EFFECT, PORTS, VALUES, NODE, /^@node-rs\/argon2$/],
  },
  {
    files: /^adapters\/postgres\//,
    mayImport: [
      folder("adapters/postgres"),
      KNOWN_OPTIONS,
      EFFECT,
      PORTS,
      VALUES,
      NODE,
      /^(pg|@electric-sql\/pglite)(\/|$)/,
    ],
  },
  {
    files: /^adapters\/smtp\//,
    mayImport: [folder("adapters/smtp"), KNOWN_OPTIONS, EFFECT, PORTS, VALUES, NOTICES, NODE, /^nodemailer(\/|$)/],
  },
  {
    files: /^adapters\/smpp\//,
    mayImport: [folder("adapters/smpp"), KNOWN_OPTIONS, EFFECT, PORTS, VALUES, NOTICES, NODE, /^smpp$/],
  },
  // The check for unknown options, which adapters share.
  { files: KNOWN_OPTIONS, mayImport: [] },
  { files: /^adapters\/memory\//, mayImport: [folder("adapters/memory"), EFFECT, PORTS, VALUES, NODE] },
  {
    files: /^cli\//,
    mayImport: [/^cli\//, NODE, /^src\/domain\/(nir|language)\//, /^src\/messages\/nir-defects\.ts$/],
  },
  {
    files: /^examples\//,
    mayImport: [/^examples\//, EFFECT, /^mon-compte(\/|$)/, NODE, /^(smtp-server|postal-mime|@inquirer\/prompts)$/],
  },
]

const USE_CASE = /^src\/application\/use-cases\//

/** Whether a file may import a module: a path in this project, or the name of a package. */
export const isAllowed = (file: string, to: string) =>
  (FOR_TESTS.test(file) || !FOR_TESTS.test(to)) &&
  (FOR_TESTS.test(file) || FACADES.test(file) || !USE_CASE.test(to)) &&
  (layers.find(({ files }) => files.test(file))?.mayImport ?? []).some((allowed) => allowed.test(to))
