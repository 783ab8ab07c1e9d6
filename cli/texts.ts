import type { UsageCode, Why } from "./input.ts"

export type Language = "en" | "fr"

export const languageOf = (name: string | undefined): Language | undefined =>
  name === undefined || name === "en" ? "en" : name === "fr" ? "fr" : undefined

interface Texts {
  readonly help: string
  readonly line: string
  readonly lines: string
  readonly valid: string
  readonly blank: string
  readonly refused: string
  readonly usage: { readonly [code in UsageCode]: string }
  readonly unwritable: string
  /** Between the name of a file and what is the matter with it. */
  readonly colon: string
  readonly unusable: { readonly [why in Why]: string }
}

const en: Texts = {
  help: `French social security numbers (NIR).

  mon-compte nir check FILE   counts the numbers of a file, one a line, and what is wrong with the others
  mon-compte nir parse        says of each line of the standard input whether it is a number, and why not
  mon-compte nir key          gives the key of each number of the standard input
  mon-compte nir redact       copies the standard input, its numbers masked

A file named - is the standard input. Text is UTF-8. No number is taken as an argument: the shell would keep it.

  --list       check: also the refused lines, by their numbers
  --json       check, parse: JSON, an object a line
  --reveal     parse: numbers in clear, and not masked
  --lang fr    in French
  -h, --help   this text

Exit status: 0 nothing refused, 1 something refused, 2 wrong usage or unreadable file.
`,
  line: "line",
  lines: "lines",
  valid: "valid",
  blank: "blank",
  refused: "refused",
  usage: {
    UnknownCommand: "no such command. See mon-compte --help.",
    UnknownOption: "no such option here. See mon-compte --help.",
    UnknownLanguage: "--lang takes en or fr.",
    OneFile: "give one file, or - for the standard input.",
    StandardInput: "numbers are read from the standard input, never from arguments.",
  },
  unwritable: "the output cannot be written",
  colon: ": ",
  unusable: {
    Missing: "no such file",
    Forbidden: "not allowed to read it",
    Folder: "this is a folder",
    Utf16: "this is UTF-16. Save it in UTF-8 first",
    LongLine: "a line is longer than 64 million characters",
    Unreadable: "it cannot be read",
  },
}

const fr: Texts = {
  help: `Numéros de sécurité sociale (NIR).

  mon-compte nir check FICHIER   compte les numéros d’un fichier, un par ligne, et les défauts des autres lignes
  mon-compte nir parse           dit de chaque ligne de l’entrée standard si c’est un numéro, et sinon pourquoi
  mon-compte nir key             donne la clé de chaque numéro de l’entrée standard
  mon-compte nir redact          recopie l’entrée standard, numéros masqués

Le fichier - est l’entrée standard. Texte en UTF-8. Aucun numéro n’est pris en argument : le terminal le garderait.

  --list       check : aussi les lignes refusées, par leur rang
  --json       check, parse : du JSON, un objet par ligne
  --reveal     parse : les numéros en clair, et non masqués
  --lang fr    en français
  -h, --help   ce texte

Code de sortie : 0 rien de refusé, 1 quelque chose de refusé, 2 mauvais usage ou fichier illisible.
`,
  line: "ligne",
  lines: "lignes",
  valid: "valables",
  blank: "vides",
  refused: "refusées",
  usage: {
    UnknownCommand: "commande inconnue. Voir mon-compte --help --lang fr.",
    UnknownOption: "option inconnue ici. Voir mon-compte --help --lang fr.",
    UnknownLanguage: "--lang prend en ou fr.",
    OneFile: "donnez un fichier, ou - pour l’entrée standard.",
    StandardInput: "les numéros se lisent sur l’entrée standard, jamais en argument.",
  },
  unwritable: "la sortie ne peut pas être écrite",
  colon: " : ",
  unusable: {
    Missing: "ce fichier n’existe pas",
    Forbidden: "lecture interdite",
    Folder: "c’est un dossier",
    Utf16: "ce texte est en UTF-16. Enregistrez-le d’abord en UTF-8",
    LongLine: "une ligne dépasse 64 millions de caractères",
    Unreadable: "lecture impossible",
  },
}

export const texts: { readonly [language in Language]: Texts } = { en, fr }
