/** Something to tell about a text, without repeating it. */
export interface Finding<Code> {
  /** The stable name of what was found; texts for people are looked up by it. */
  readonly code: Code
  /** Where it starts in the text as it was typed, counted from 0 in UTF-16 units, like `setSelectionRange`. */
  readonly start: number
  /** Where it ends, excluded. */
  readonly end: number
  /** What was expected there, such as `01-12 or 20-99`: always the same for a code, whatever the language. */
  readonly expected: string
}

/** A rule on the thirteen characters: what to look for, and which of the characters it is about (`to` excluded). */
export type Rule<Code> = readonly [code: Code, from: number, to: number, found: RegExp, expected: string]

/** What the rules find in the characters; `starts` says where each of them stands in the text. */
export const find = <Code>(
  rules: ReadonlyArray<Rule<Code>>,
  characters: string,
  starts: ReadonlyArray<number>,
): Array<Finding<Code>> =>
  rules.flatMap(([code, from, to, found, expected]) =>
    found.test(characters)
      ? [{ code, start: starts[from] as number, end: (starts[to - 1] as number) + 1, expected }]
      : [],
  )
