/**
 * The NIR: read, refuse, classify and format social security numbers. It has no dependency, and runs in browsers and on
 * servers. Separate entries contain the rest: `describe`, `suggest`, `field`, `redact`, `bytes`, `places`, and
 * `schema` for Effect.
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
