import { existsSync, globSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import {
  type Deployment,
  type Deviation,
  deviations,
  type PasswordPolicy,
  presets,
} from "../src/domain/password/index.ts"
import { cryptography, data } from "./norms/inventory.ts"
import { deviates, host, kept, type Requirement, type TestName } from "./norms/requirement.ts"
import { asvsSections, norms } from "./norms.ts"

const requirements = norms.flatMap((chapter) => chapter.requirements)
const rulesOf = (requirement: Requirement) => ("rule" in requirement ? [requirement.rule] : [])
const testsOf = (requirement: Requirement): ReadonlyArray<TestName> =>
  requirement.verdict === "kept" || requirement.verdict === "deviation" ? (requirement.tests ?? []) : []

const escaped = (text: string) => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&")

/** Where a file has a test, a group or a law with this title: the first argument of a call, before a comma. */
const indexOfTest = (source: string, title: string) =>
  source.search(new RegExp(`\\(\\s*(["'\`])${escaped(title)}\\1\\s*,`))
const hasTest = (source: string, title: string) => indexOfTest(source, title) >= 0

/** The title of the group around a test, or `null` for a test without a group and for a group. */
const groupOf = (source: string, title: string) => {
  const before = source.slice(0, indexOfTest(source, title))
  if (!/^\s/.test(before.slice(before.lastIndexOf("\n") + 1))) return null
  const groups = [...before.matchAll(/^describe\b[^\n"'`]*\((["'`])(.*?)\1,/gm)]
  return groups.at(-1)?.[2] ?? null
}

/** The rule files and tests that a requirement names and that do not exist. */
const missing = (requirement: Requirement) => [
  ...rulesOf(requirement).filter((file) => !existsSync(file)),
  ...testsOf(requirement).filter((test) => {
    const [file = "", title = ""] = test.split(" > ", 2)
    return !existsSync(file) || !hasTest(readFileSync(file, "utf8"), title)
  }),
]

it.each(requirements.map((requirement) => [requirement.number, requirement] as const))(
  "the rule and the tests of requirement %s exist",
  (_, requirement) => {
    expect(missing(requirement)).toEqual([])
  },
)

describe("a requirement", () => {
  const test: TestName = "docs/norms.test.ts > a requirement"

  it("is refused without an existing rule file", () => {
    expect(missing(kept("1", "a", "docs/norms.test.ts", [test]))).toEqual([])
    expect(missing(kept("1", "a", "src/none.ts", [test]))).toEqual(["src/none.ts"])
    expect(missing(deviates("1", "a", "r", "src/none.ts"))).toEqual(["src/none.ts"])
    expect(missing(host("1", "a", "h"))).toEqual([])
  })

  it("is refused without an existing test, or with a part of its title", () => {
    const [gone, part]: [TestName, TestName] = ["src/none.test.ts > a", "docs/norms.test.ts > a require"]
    expect(missing(kept("1", "a", "docs/norms.ts", [test, gone, part]))).toEqual([gone, part])
  })

  it("is a short plain sentence, as is its answer", () => {
    const sentences = requirements.flatMap(({ asks, ...answer }) => [
      asks,
      ...("reason" in answer ? [answer.reason] : []),
      ...("host" in answer && answer.host !== undefined ? [answer.host] : []),
    ])
    const long = sentences.flatMap((text) => text.split(/(?<=[.:])\s/)).filter((text) => text.split(" ").length > 25)
    expect(long).toEqual([])
    expect(sentences.filter((text) => !/^[A-Z].*\.$/s.test(text))).toEqual([])
  })
})

/** Policies that together miss every password requirement. */
const probes: ReadonlyArray<readonly [PasswordPolicy, Deployment]> = [
  ...Object.values(presets).map((policy) => [policy, {}] as const),
  [{ ...presets.recommended, minimum: 4 }, { multiFactor: true }],
]

/** The password requirements of `deviations`, each once. */
const passwordRules = [
  ...new Map(
    probes.flatMap(([policy, deployment]) => deviations(policy, deployment)).map((missed) => [missed.code, missed]),
  ).values(),
].toSorted((one, other) =>
  `${one.standard} ${one.requirement}`.localeCompare(`${other.standard} ${other.requirement}`, "en", { numeric: true }),
)

/** Why the default policy, which is the promise of the leaflet, misses a requirement, or when a preset misses it. */
const passwordReasons: Readonly<Record<Deviation["code"], string>> = {
  MinimumBelow15: "The leaflet promises 8 characters. Choose `nist`, or add a second factor.",
  MinimumBelow8: "No preset allows fewer than 8.",
  MaximumBelow64: "The leaflet says 8 to 24 characters.",
  KindsRequired: "The leaflet requires a digit, an upper-case and a lower-case letter.",
  NoBlockList: "The leaflet refuses no password of this form. Choose `recommended`.",
  PartsCompared: "`recommended` also refuses the person's data inside a longer password, as they are guessed first.",
  AsvsMinimumBelow8: "No preset allows fewer than 8.",
  AsvsTop3000Unchecked: "The embedded list is shorter. Pass a `blockList` of your own.",
  AsvsKindsRequired: "The leaflet requires a digit, an upper-case and a lower-case letter.",
  AsvsMaximumBelow64: "The leaflet says 8 to 24 characters.",
  AsvsContextAllowed: "The leaflet refuses no password of this form. Choose `recommended`.",
  AsvsBreachesUnchecked: "The package has no list of breaches. Pass a `blockList` that asks one.",
}

it("every password requirement of the policy module is on the page", () => {
  expect(passwordRules.map(({ code }) => code).toSorted()).toEqual(Object.keys(passwordReasons).toSorted())
})

it("every requirement of the sections of ASVS is answered exactly once", () => {
  const passwords = passwordRules.filter(({ standard }) => standard === "OWASP ASVS 5.0")
  const answered = [
    ...norms.filter(({ title }) => title.includes("ASVS")).flatMap((chapter) => chapter.requirements),
    ...passwords.map(({ requirement }) => ({ number: requirement })),
  ].map(({ number }) => number)
  const expected = Object.entries(asvsSections).flatMap(([section, count]) =>
    Array.from({ length: count }, (_, index) => `${section}.${index + 1}`),
  )
  expect(answered.toSorted()).toEqual(expected.toSorted())
})

it("every file that uses cryptography is in the inventory", () => {
  // Random ids (`uuidV4`) are not listed: they are not secret.
  const CALLS = /node:crypto|crypto\.subtle|getRandomValues|"@node-rs\/argon2"|\.randomBytes\(/
  const files = globSync("{src,adapters}/**/*.ts", { exclude: ["**/*.test.ts", "src/testing/**"] }).filter((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .some((line) => CALLS.test(line) && !/^\s*(\*|\/\/|\/\*)/.test(line)),
  )
  expect(files.toSorted()).toEqual([...new Set(cryptography.flatMap((use) => use.files))].toSorted())
})

it("the title of a test is read with that of its group", () => {
  const text = 'describe("a b", () => {\n  story(\n    "c d", () => 0)\n})\nit("e", () => 0)\n'
  expect(["c d", "e", "a b"].map((title) => groupOf(text, title))).toEqual(["a b", null, null])
})

describe("the links of the pages on norms and threats", () => {
  const pages = ["docs/security/norms.md", "docs/security/threats.md"]

  it.each(pages)("of %s lead to files", (page) => {
    const links = [...readFileSync(page, "utf8").matchAll(/\]\(([^)#]+)\)/g)].map(([, target = ""]) => target)
    expect(links.length).toBeGreaterThan(10)
    expect(links.filter((target) => !existsSync(`docs/security/${target}`))).toEqual([])
  })

  it("name the stories of threats by their titles", () => {
    const text = readFileSync("docs/security/threats.md", "utf8").replaceAll(/\s+/g, " ")
    const stories = [...text.matchAll(/\[([^\]]+)\]\((\.\.\/\.\.\/[^)]+\.test\.ts)\)/g)]
    expect(stories.length).toBeGreaterThan(15)
    const unknown = stories.filter(
      ([, title = "", file = ""]) => !hasTest(readFileSync(`docs/security/${file}`, "utf8"), title),
    )
    expect(unknown.map(([, title]) => title)).toEqual([])
  })
})

const cell = (text: string) => text.replaceAll("|", "\\|")
const link = (file: string) => `[${file.split("/").at(-1)}](../../${file})`
const proof = (test: TestName) => {
  const [file = "", title = ""] = test.split(" > ", 2)
  const group = groupOf(readFileSync(file, "utf8"), title)
  return `${cell(group === null ? title : `${group}: ${title}`)} – ${link(file)}`
}
const answers = { kept: "kept", deviation: "**deviation**", host: "the host", absent: "not here" }

const answer = (requirement: Requirement) => [
  ...("reason" in requirement ? [requirement.reason] : []),
  ...("host" in requirement && requirement.host !== undefined ? [requirement.host] : []),
  ...rulesOf(requirement).map((rule) => `Rule: ${link(rule)}`),
  ...testsOf(requirement).map(proof),
]

const row = (requirement: Requirement) =>
  `| ${requirement.number} | ${cell(requirement.asks)} | ${answers[requirement.verdict]} | ${answer(requirement).join("<br>")} |`

const count = (verdict: Requirement["verdict"]) =>
  requirements.filter((requirement) => requirement.verdict === verdict).length

const policies = Object.values(presets)
const passwordRow = ({ code, requirement, says, standard }: Deviation) => {
  const marks = policies.map((policy) => (deviations(policy).some((missed) => missed.code === code) ? "–" : "✓"))
  return `| ${standard} ${requirement} | ${says} | ${marks.join(" | ")} | ${passwordReasons[code]} |`
}

const page = `<!-- Generated from docs/norms.ts and the tests. Run \`npm run docs\` after a change of either. -->

# Norms

Three norms, requirement by requirement: what each asks in our own words, and the answer. The norm itself is what counts.

- **kept**: the package does it. The rule and the tests are named, and a test checks that they exist.
- **deviation**: the package does not do it, or not by default. The reason is named.
- **the host**: only the application that uses the package can do it. The answer says how.
- **not here**: there is nothing of the kind.

${count("kept")} are kept, ${count("deviation")} are deviations, ${count("host")} are for the host, and ${count("absent")} are not here. The password
rules come on top. Where an answer asks for something, it addresses the host. [Threats](threats.md) describes the attackers.

Numbers of ASVS are those of version 5.0.0 (2025), and were compared with its text in November 2026.

## Password rules

✓ the preset meets the requirement, – it does not, without a \`blockList\` of the caller and without a second factor. The
default is \`leaflet\`. [All rules](../password.md).

| Requirement | What it asks | ${policies.map(({ name }) => `\`${name}\``).join(" | ")} | Reason |
|${"---|".repeat(policies.length + 3)}
${passwordRules.map(passwordRow).join("\n")}

${norms
  .map(
    ({ title, requirements: lines }) =>
      `## ${title}\n\n| Number | What it asks | Verdict | Answer |\n|---|---|---|---|\n${lines.map(row).join("\n")}`,
  )
  .join("\n\n")}

## Inventory of cryptography

| Use | Algorithm | Key | Files |
|---|---|---|---|
${cryptography.map(({ algorithm, files, key, use }) => `| ${use} | ${algorithm} | ${key} | ${files.map(link).join(", ")} |`).join("\n")}

## Inventory of data

| Data | Level | Stored | Shown | Kept |
|---|---|---|---|---|
${data.map((kind) => `| ${kind.data} | ${kind.level} | ${kind.stored} | ${kind.shown} | ${kind.kept} |`).join("\n")}
`

it("the page of norms agrees with the requirements, the password rules and the inventories", async () => {
  await expect(page).toMatchFileSnapshot("security/norms.md")
})
