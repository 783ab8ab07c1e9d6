/**
 * Whether a character code is a separator between groups: a tab, a dot, a hyphen, or a space of Unicode's category Zs.
 * No-break, thin, narrow and ideographic spaces belong to that category; zero-width characters do not.
 *
 * `domain/typed-text` is more tolerant: it also removes line ends inside a text. This check also allocates nothing.
 */
export const isSeparator = (code: number): boolean =>
  code === 32 ||
  code === 46 ||
  code === 45 ||
  code === 9 ||
  code === 0xa0 ||
  code === 0x202f ||
  (code >= 0x2000 && code <= 0x200a) ||
  code === 0x1680 ||
  code === 0x205f ||
  code === 0x3000

const isSeparatorOrLineEnd = (code: number): boolean => code === 10 || code === 13 || isSeparator(code)

/** Where the text ends without its trailing separators and line ends. */
export const endOfContent = (text: string): number => {
  let end = text.length
  while (end > 0 && isSeparatorOrLineEnd(text.charCodeAt(end - 1))) end--
  return end
}
