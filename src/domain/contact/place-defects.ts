import { placedText } from "../typed-text/typed-text.ts"
import type { Defect, DefectCode, Rejected } from "./defect.ts"

/** What to look for in the text, for the defects that one character causes. */
const CAUSES: Partial<Readonly<Record<DefectCode, RegExp>>> = {
  SpaceInside: /\s+/u,
  ForbiddenCharacter: /[^\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~.@-]/u,
  SeveralAts: /(?<=@.*)@/su,
  NameAroundAddress: /[<>()]/u,
  QuotedLocalPart: /"/u,
  NonAsciiLocalPart: /[^\x20-\x7e]/u,
  MisplacedDot: /^\.|\.(?=[.@]|$)|(?<=[.@])\./u,
  NotDigits: /[^\d\s()./+-]|(?<=\d.*)\+/su,
}

const placed = ({ code }: Defect, { places, text }: ReturnType<typeof placedText>): Defect => {
  const found = CAUSES[code]?.exec(text)
  const start = places[found?.index ?? -1]
  const last = places[(found?.index ?? 0) + (found?.[0].length ?? 0) - 1]
  return start === undefined || last === undefined ? { code } : { code, start, end: last + 1 }
}

/** The defects of a typed text, with the place of each wrong character. */
export const placeDefects = (input: unknown, { defects: [first, ...others], ok }: Rejected): Rejected => {
  if (typeof input !== "string" || first.code === "TooLong") return { ok, defects: [first, ...others] }
  const typed = placedText(input)
  return { ok, defects: [placed(first, typed), ...others.map((defect) => placed(defect, typed))] }
}
