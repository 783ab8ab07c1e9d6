/** Letters that Unicode does not decompose, as people write them without them. */
const REPLACEMENTS: Readonly<Record<string, string>> = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d" }

/** The text without case and accents: `Lætitia` and `LAETITIA` become the same. */
export const fold = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[œæßøłđ]/g, (letter) => REPLACEMENTS[letter] ?? letter)
