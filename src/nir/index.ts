/** The NIR alone: no dependency, in a browser or a server. The Effect schema is `mon-compte/nir/schema`. */
export { birthMonth, birthYearCandidates, sex } from "./birth.ts"
export { type Classified, classify, type NextStep } from "./classify.ts"
export type { Defect, DefectCode } from "./defects.ts"
export { isNir } from "./is-nir.ts"
export { key } from "./key.ts"
export { Nir, type Parsed, parse } from "./nir.ts"
export { revealFormatted, type Separator } from "./reveal-formatted.ts"
export type { Warning, WarningCode } from "./warnings.ts"
