import type { LegacyFile, RecordedIdentity } from "mon-compte/adapters/memory"

/** A person who can sign in with the legacy password, and who is the holder of a household file. */
export interface Person extends LegacyFile {
  readonly name: string
  readonly nir: string
}

/** Invented people: no real person has these names, numbers and passwords together. */
export const people: readonly [Person, ...ReadonlyArray<Person>] = [
  { name: "Nadia Lambert", nir: "2 84 05 88 321 025 32", password: "20481632", file: "0012345" },
  { name: "Bruno Caron", nir: "1 85 05 78 006 084 91", password: "31415926", file: "0067890" },
  { name: "Lucia Mattei", nir: "2 81 05 2A 004 157 71", password: "27182818", file: "0024680" },
]

/** Nadia’s spouse, who has no password yet. Invented too. */
export const nadiasSpouse: RecordedIdentity & { readonly name: string } = {
  name: "Karim Haddad",
  identifier: "1 83 11 69 381 042 87",
  birthName: "Haddad",
  birthDate: "1983-11-09",
}
