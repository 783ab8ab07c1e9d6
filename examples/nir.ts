/**
 * The social security number (NIR): read, refuse, classify, format and mask it.
 *
 *     npm run example:nir
 */
import { IdentifierRefused, messageOf, nirTexts } from "mon-compte"
import { classify, key, Nir, parse, revealFormatted, type WarningCode } from "mon-compte/nir"
import { describe, type PlaceWarningCode } from "mon-compte/nir/describe"
import { suggest } from "mon-compte/nir/suggest"

/** The meaning of each warning. The library gives codes and places of warnings; for defects it also has texts. */
const warningTexts: { readonly [Code in WarningCode | PlaceWarningCode]: string } = {
  MonthUnknown: "le mois de naissance n’est pas connu",
  MonthDisputed: "l’assurance maladie admet ce mois, d’autres organismes non",
  TerritoryUnknown: "aucun territoire d’outre-mer n’a ce code",
  CountryUnknown: "aucun pays n’a ce code",
  CommuneUnknown: "aucune commune n’a ce code depuis 1943",
  ExtensionCode: "ce code a prolongé celui d’une autre commune",
  PlaceCodeNotInUse: "ce code n’était pas, ou plus, en usage cette année-là",
}

const repairs = {
  Swap: "deux caractères intervertis ?",
  Digit: "un chiffre pour un autre ?",
  CorsicanLetter: "2A ou 2B, en Corse ?",
} as const

const kinds = {
  Nir: "numéro de sécurité sociale (NIR)",
  WaitingNumber: "numéro d’attente (NIA, NNP)",
  MigrantNumber: "numéro de personne de passage (MIG)",
  NotANumber: "autre chose",
} as const

const print = (...lines: ReadonlyArray<string>) => {
  for (const line of lines) console.log(line)
}

const title = (text: string) => print("", text, "─".repeat(text.length))

/** Carets under each place. A place without width, where a character is missing, gets one caret. */
const carets = (places: ReadonlyArray<{ readonly start: number; readonly end: number }>) => {
  const ends = places.map(({ end, start }) => Math.max(end, start + 1))
  const isMarked = (at: number) => places.some(({ start }, index) => at >= start && at < (ends[index] ?? start))
  return Array.from({ length: Math.max(...ends) }, (_, at) => (isMarked(at) ? "^" : " ")).join("")
}

title("Lire : 13 caractères, ou 15 avec la clé, séparés comme on veut")
for (const typed of [
  "2 69 05 49 588 157 80",
  "2690549588157",
  "1.85.05.78.006.084-91",
  "1 50 03 2a 004 123",
  "2 69 O5 49 588 l57–80",
]) {
  const parsed = parse(typed)
  if (parsed.ok) print(`  ${typed.padEnd(24)}→ ${revealFormatted(parsed.nir)}, clé ${key(parsed.nir)}`)
}

title("Refuser : tout ce qui ne va pas, sous le texte tel qu’il a été saisi")
for (const typed of [
  "2 69 15 49 588 157",
  "2 69 05 49 588 157 81",
  "1 85 05 78 QQ6 08",
  "9-85-13-00-000-000",
  "1 85 05 78 006 084 9",
  "1 85 05 78 A06 084",
  "1 85 05 78 006 084 91 / Lambert",
]) {
  const refused = parse(typed)
  if (refused.ok) continue
  print("", `  ${typed}`, `  ${carets(refused.defects)}`)
  for (const code of new Set(refused.defects.map(({ code }) => code))) print(`    ${nirTexts[code].fr}`)
}

title("Aider quand la clé ne correspond pas : montrer où regarder, sans rien corriger")
const declared = { sex: "female", birthDate: "1969-05-17" } as const
for (const typed of ["2 69 05 49 858 157 80", "2 69 05 49 5Q8 157 80"]) {
  const found = suggest(typed, declared)
  if (found.kind !== "Repairs") continue
  print("", `  ${typed}`)
  for (const repair of found.repairs.slice(0, 3)) print(`  ${carets([repair])} ${repairs[repair.kind]}`)
}

title("Accepter dans le doute : refuser un vrai numéro serait pire")
for (const typed of ["2 69 53 49 588 157", "1 85 05 99 850 084"]) {
  const parsed = parse(typed)
  if (!parsed.ok) continue
  print("", `  ${typed}`, `  ${carets(parsed.warnings)}`)
  for (const { code } of parsed.warnings) print(`    ${code} : ${warningTexts[code]}`)
}

title("Distinguer : à chacun ce qu’il peut faire")
for (const typed of ["2 69 05 49 588 157 80", "7 18 61 00 188 264 48", "6 12 05 99 350 004", "12345678"]) {
  const found = classify(typed)
  print(`  ${typed.padEnd(24)}→ ${kinds[found.kind]}`)
  if (found.kind !== "Nir") print(`    ${messageOf(new IdentifierRefused(found))}`)
}

const nir = new Nir("2 84 05 88 321 025")

title("Écrire : en clair seulement quand on le demande")
print(
  `  revealFormatted(nir)                      ${revealFormatted(nir)}`,
  `  revealFormatted(nir, { key: true })       ${revealFormatted(nir, { key: true })}`,
  `  revealFormatted(nir, { separator: "." })  ${revealFormatted(nir, { separator: "." })}`,
)

title("Masquer : partout ailleurs")
const file = { allocataire: nir }
print(`  Dans un texte  ${nir}`, `  En JSON        ${JSON.stringify(file)}`)
console.log("  À l’inspection", file)

title("Ce que le numéro dit de la naissance, pour la personne elle-même")
for (const known of [nir, new Nir("1 12 05 20 004 084")]) {
  const { month, readings, sex } = describe(known, { today: new Date("2026-11-30") })
  print(`  ${known} : ${sex === "female" ? "femme" : "homme"}, mois ${month ?? "inconnu"}`)
  for (const { place, warnings, year } of readings)
    print(`    en ${year}, lieu ${place.code}${warnings.map(({ code }) => ` (${warningTexts[code]})`).join("")}`)
}
