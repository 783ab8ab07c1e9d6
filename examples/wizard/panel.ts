/** A window of the screen: a title, and paragraphs that are wrapped to its width. */
export interface Panel {
  readonly title: string
  readonly paragraphs: ReadonlyArray<string>
}

/** As wide as comfortable to read, borders included. */
const WIDEST = 76
const NARROWEST = 24

const widthOn = (columns: number) => Math.max(NARROWEST, Math.min(WIDEST, columns - 1))

/** A space at which a line may end: not inside a number, nor where French puts one before a sign or inside « ». */
const BREAKS = /(?<!«) (?![:;?!»]|(?<=\d )\d)/u

/** Lines of at most `width` characters. No-break spaces hold, line ends stay, a word that is too wide is parted. */
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

const behind = (sign: string, text: string, columns: number): ReadonlyArray<string> =>
  wrap(text, widthOn(columns) - sign.length).map((line, index) =>
    index === 0 ? `${sign}${line}` : `${" ".repeat(sign.length)}${line}`,
  )

/** The lines of a refusal: what is the matter, and each reason behind a dash. */
export const list = (what: string, reasons: ReadonlyArray<string>, columns: number): ReadonlyArray<string> => [
  ...behind("✗ ", what, columns),
  ...reasons.flatMap((reason) => behind("  – ", reason, columns)),
]

/** The lines of a panel on a screen of so many columns. */
export const draw = ({ paragraphs, title }: Panel, columns: number): ReadonlyArray<string> => {
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
