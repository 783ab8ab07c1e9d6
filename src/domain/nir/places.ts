/**
 * The names of places of birth, as a NIR codes them. About 210 kB compressed, in a separate entry, so that
 * `mon-compte/nir` stays small. Load it when you need it: `const { namesOf } = await import("mon-compte/nir/places")`.
 *
 * @module
 */
export { type Commune, communeOf, departementName, namesOf, type PlaceNames } from "./place/names.ts"
