/**
 * The NIR: read, refused, told apart, written. No dependency, in a browser or a server. What else it can do has entries of its
 * own: `describe`, `suggest`, `field`, `redact`, `bytes`, `places`, and `schema` for Effect.
 *
 * @module
 */
export { birthMonth, sex } from "./birth.ts"
export { type Classified, classify, type NextStep } from "./classify.ts"
export type { Defect, DefectCode } from "./defects.ts"
export { isNir } from "./is-nir.ts"
export { key } from "./key.ts"
export { Nir, type Parsed, parse } from "./nir.ts"
export { revealFormatted, type Separator } from "./reveal-formatted.ts"
export type { Warning, WarningCode } from "./warnings.ts"
