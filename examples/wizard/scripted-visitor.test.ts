import * as Effect from "effect/Effect"
import { expect, it } from "vitest"
import { scriptedVisitor } from "./scripted-visitor.ts"
import { Visitor } from "./visitor.ts"

const transcriptOf = async (text: string) => {
  const lines: Array<string> = []
  const show = Effect.flatMap(Visitor, (visitor) => visitor.show({ title: "Lettre", paragraphs: [text] }))
  await Effect.runPromise(
    Effect.provide(
      show,
      scriptedVisitor([], (line) => lines.push(line)),
    ),
  )
  return lines
}

it.each(["le 2 août 2027 à 9 h 05", "le 1er décembre 2026 à 23\u00a0h\u00a059"])(
  "a transcript replaces the moment %s by a fixed one",
  async (moment) => {
    expect(await transcriptOf(`Votre mot de passe a été changé ${moment} (heure de Paris).`)).toEqual(
      await transcriptOf("Votre mot de passe a été changé le 23 novembre 2026 à 10 h 30 (heure de Paris)."),
    )
  },
)
