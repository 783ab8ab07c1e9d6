/** A box on the screen, with a title and paragraphs that are wrapped to its width. */
export interface Panel {
  readonly title: string
  readonly paragraphs: ReadonlyArray<string>
}

/** The width of a panel in columns, borders included. 76 columns are comfortable to read. */
const MAX_WIDTH = 76
const MIN_WIDTH = 24

const widthOn = (columns: number) => Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, columns - 1))

/** A space where a line may break: not inside a number, before French double punctuation or inside « ». */
const BREAKS = /(?<!«) (?![:;?!»]|(?<=\d )\d)/u

/** Wraps a text to lines of at most `width` characters. Preserves line breaks, and splits a word that is too long. */
export const wrap = (text: string, width: number): ReadonlyArray<string> => {
  const lines: Array<string> = []
  for (const paragraph of text.split("\n")) {
    let line = ""
    for (const word of paragraph.split(BREAKS)) {
      if (line !== "" && line.length + 1 + word.length > width) {
        lines.push(line)
        line = ""
      }
      line = line === "" ? word : `${line} ${word}`
      for (; line.length > width; line = line.slice(width)) lines.push(line.slice(0, width))
    }
    lines.push(line)
  }
  return lines
}

const withPrefix = (prefix: string, text: string, columns: number): ReadonlyArray<string> =>
  wrap(text, widthOn(columns) - prefix.length).map((line, index) =>
    index === 0 ? `${prefix}${line}` : `${" ".repeat(prefix.length)}${line}`,
  )

/** The lines of an error and of its reasons. */
export const drawError = (error: string, reasons: ReadonlyArray<string>, columns: number): ReadonlyArray<string> => [
  ...withPrefix("✗ ", error, columns),
  ...reasons.flatMap((reason) => withPrefix("  – ", reason, columns)),
]

/** The lines of a panel on a screen with this number of columns. */
export const drawPanel = ({ paragraphs, title }: Panel, columns: number): ReadonlyArray<string> => {
  const inside = widthOn(columns) - 4
  const name = wrap(title, inside - 1)[0] ?? ""
  return [
    `┌─ ${name} ${"─".repeat(inside - name.length - 1)}┐`,
    ...paragraphs.flatMap((paragraph, index) => [
      ...(index === 0 ? [] : [`│ ${" ".repeat(inside)} │`]),
      ...wrap(paragraph, inside).map((line) => `│ ${line.padEnd(inside)} │`),
    ]),
    `└${"─".repeat(inside + 2)}┘`,
  ]
}
