/** A defect or a warning about a text. It never repeats the text. */
export interface Finding<Code> {
  /** The stable code of the finding. Look up the text to show to people by it. */
  readonly code: Code
  /** Where the finding starts in the text as it was typed: from 0, in UTF-16 units, like `setSelectionRange`. */
  readonly start: number
  /** Where it ends, exclusive. */
  readonly end: number
  /** What was expected, such as `01-12 or 20-99`. It is the same for every finding of a code, in every language. */
  readonly expected: string
}

/** A rule on the thirteen characters: the pattern to find, and the characters it is about (`to` exclusive). */
export type Rule<Code> = readonly [code: Code, from: number, to: number, pattern: RegExp, expected: string]

/** The findings of the rules in these characters. `starts` gives the place of each character in the text. */
export const applyRules = <Code>(
  rules: ReadonlyArray<Rule<Code>>,
  characters: string,
  starts: ReadonlyArray<number>,
): Array<Finding<Code>> =>
  rules.flatMap(([code, from, to, pattern, expected]) =>
    pattern.test(characters)
      ? [{ code, start: starts[from] as number, end: (starts[to - 1] as number) + 1, expected }]
      : [],
  )
