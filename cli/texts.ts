import { isLanguage, type Language, languages } from "../src/domain/language/language.ts"
import type { UsageCode } from "./arguments.ts"
import type { UnreadableReason } from "./input.ts"

/** The language of the command line without `--lang`. */
export const defaultLanguage: Language = "en"

/** The language of `--lang`, or `undefined` for an unknown code. */
export const languageOf = (code: string | undefined): Language | undefined =>
  code === undefined ? defaultLanguage : isLanguage(code) ? code : undefined

const codes = languages.toSorted()

interface Texts {
  readonly help: string
  readonly line: string
  readonly lines: string
  readonly valid: string
  readonly blank: string
  readonly refused: string
  readonly usage: { readonly [code in UsageCode]: string }
  readonly unwritable: string
  /** Between the name of a file and the reason why it is unreadable. */
  readonly colon: string
  readonly unreadable: { readonly [reason in UnreadableReason]: string }
}

const en: Texts = {
  help: `Checks French social security numbers (NIR).

  mon-compte nir check FILE   counts the valid numbers of a file, one per line, and the defects of the other lines
  mon-compte nir parse        prints the number of each line of the standard input, or its defects
  mon-compte nir key          prints the control key of each number of the standard input
  mon-compte nir redact       copies the standard input with its numbers masked

FILE can be - for the standard input. Files must be UTF-8. Numbers are never arguments: the shell would store them.

  --list       check: also prints the line number of each refused line
  --json       check, parse: prints JSON, one object per line
  --reveal     parse: prints numbers in clear instead of masked
  --lang fr    prints in French
  -h, --help   prints this text

Exit status: 0 no line refused, 1 a line refused, 2 wrong usage, or a file that cannot be read or written.
`,
  line: "line",
  lines: "lines",
  valid: "valid",
  blank: "blank",
  refused: "refused",
  usage: {
    UnknownCommand: "unknown command. Run mon-compte --help to see all commands.",
    UnknownOption: "unknown option for this command. Run mon-compte --help to see all options.",
    UnknownLanguage: `unknown language. Use --lang ${codes.join(" or --lang ")}.`,
    OneFile: "expected one file. Give its path, or - for the standard input.",
    StandardInput: "unexpected argument. Send numbers to the standard input, never as arguments.",
  },
  unwritable: "cannot write the output. Check the disk or the program that reads it",
  colon: ": ",
  unreadable: {
    Missing: "file not found. Check the path",
    Forbidden: "permission denied. Check the permissions of the file",
    Folder: "this is a folder. Give the path of a file",
    Utf16: "this file is UTF-16. Save it as UTF-8 first",
    LongLine: "a line is longer than 64 million characters. Check that this is a text file",
    Unreadable: "cannot read the file. Check the path and the disk",
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
    UnknownLanguage: `--lang prend ${codes.join(" ou ")}.`,
    OneFile: "donnez un fichier, ou - pour l’entrée standard.",
    StandardInput: "les numéros se lisent sur l’entrée standard, jamais en argument.",
  },
  unwritable: "la sortie ne peut pas être écrite",
  colon: " : ",
  unreadable: {
    Missing: "ce fichier n’existe pas",
    Forbidden: "lecture interdite",
    Folder: "c’est un dossier",
    Utf16: "ce texte est en UTF-16. Enregistrez-le d’abord en UTF-8",
    LongLine: "une ligne dépasse 64 millions de caractères",
    Unreadable: "lecture impossible",
  },
}

export const texts: { readonly [language in Language]: Texts } = { en, fr }
