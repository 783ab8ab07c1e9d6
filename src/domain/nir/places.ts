/**
 * The names of places of birth, as a NIR codes them: about 210 kB compressed, apart so that `mon-compte/nir` stays small.
 * Load it when it is needed: `const { namesOf } = await import("mon-compte/nir/places")`.
 *
 * @module
 */
export { type Commune, communeOf, departementName, namesOf, type PlaceNames } from "./place/names.ts"
