import { expect, it } from "vitest"
import type { Life } from "../test/stories/lives/life.ts"
import { lives } from "../test/stories/lives/lives.ts"

const CHANNELS = { "À l’écran : ": "À l’écran – on the page", "SMS : ": "SMS", "E-mail : ": "E-mail" } as const

/** One text, after the name of its channel. The first line of a letter is its subject. */
const itemOf = (text: string) => {
  const [channel, name] = Object.entries(CHANNELS).find(([start]) => text.startsWith(start)) ?? ["", ""]
  const [first = "", ...others] = text.slice(channel.length).split("\n")
  const subject = name === "E-mail" ? `**${first}**` : first
  return `  - _${name}_: ${[subject, ...others].join("<br>")}`
}

const readerOf = ([person, texts]: readonly [string, ReadonlyArray<string>]) =>
  texts.length === 0 ? `- **${person}**: rien – nothing.` : [`- **${person}**`, ...texts.map(itemOf)].join("\n")

const section = ({ reads, title }: Life) =>
  [`### ${title}`, Object.keys(reads).length === 0 ? "" : Object.entries(reads).map(readerOf).join("\n")].join("\n\n")

const all = Object.values(lives).flat()

const page = `<!-- Generated from test/stories/lives. Run \`npm run docs\` after a change of a life or of a text. -->

# Vies – lives

Ce que chaque personne lit, mot pour mot, dans ${all.length} situations de vie. Chaque situation est un test, qui passe par les
commandes publiques. *What each person reads, word for word, in ${all.length} life situations. Each is
[a test](../test/stories/lives) through the public verbs, in memory and over PostgreSQL. Codes are shown as 012345. The
last two lines of every letter are left out; [all texts](texts.md) have their English.*

${Object.entries(lives)
  .map(([topic, each]) => [`## ${topic}`, ...each.map(section)].join("\n\n"))
  .join("\n\n")}
`

it("the page of lives agrees with the stories", async () => {
  await expect(page).toMatchFileSnapshot("lives.md")
})

it("there are at least thirty lives, and each has a title of its own", () => {
  expect(new Set(all.map(({ title }) => title)).size).toBe(all.length)
  expect(all.length).toBeGreaterThanOrEqual(30)
})
