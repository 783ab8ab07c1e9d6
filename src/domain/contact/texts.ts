import type { Text } from "../language/language.ts"
import type { DefectCode } from "./defect.ts"

const mail = "camille@example.org"
const mobile = "06 39 98 12 34"
const abroad = "+262 692 12 34 56"

/**
 * The text for each defect: what is wrong and how to correct it, with an example (RGAA 11.10 and 11.11). No text
 * repeats what was typed.
 */
export const contactTexts: Readonly<Record<DefectCode, Text>> = {
  NotText: {
    fr: `Saisissez une adresse e-mail (exemple : ${mail}) ou un numéro de mobile (exemple : ${mobile}).`,
    en: `Enter an email address (for example ${mail}) or a mobile number (for example ${mobile}).`,
  },
  Missing: {
    fr: `Indiquez une adresse e-mail (exemple : ${mail}) ou un numéro de mobile (exemple : ${mobile}) pour recevoir votre code.`,
    en: `Give an email address (for example ${mail}) or a mobile number (for example ${mobile}) to receive your code.`,
  },
  TooLong: {
    fr: `Cette saisie est trop longue. Indiquez seulement votre adresse e-mail (exemple : ${mail}) ou votre numéro de mobile (exemple : ${mobile}).`,
    en: `This is too long. Give only your email address (for example ${mail}) or your mobile number (for example ${mobile}).`,
  },
  Unrecognised: {
    fr: `Nous ne reconnaissons ni une adresse e-mail (exemple : ${mail}) ni un numéro de mobile (exemple : ${mobile}).`,
    en: `We recognise neither an email address (for example ${mail}) nor a mobile number (for example ${mobile}).`,
  },
  SpaceInside: {
    fr: `Une adresse e-mail ne contient pas d’espace. Exemple : ${mail}`,
    en: `An email address contains no spaces. Example: ${mail}`,
  },
  ForbiddenCharacter: {
    fr: `Cette adresse e-mail contient un caractère qui n’y a pas sa place. Vérifiez-la. Exemple : ${mail}`,
    en: `This email address contains a character that is not allowed. Check it. Example: ${mail}`,
  },
  MissingAt: {
    fr: `Il manque le signe @ dans l’adresse e-mail. Exemple : ${mail}`,
    en: `The email address has no @ sign. Example: ${mail}`,
  },
  SeveralAts: {
    fr: `Indiquez une seule adresse e-mail, avec un seul signe @. Exemple : ${mail}`,
    en: `Give a single email address, with a single @ sign. Example: ${mail}`,
  },
  NameAroundAddress: {
    fr: `Indiquez l’adresse e-mail seule, sans nom, chevrons ni parenthèses. Exemple : ${mail}`,
    en: `Give the email address alone, without a name, angle brackets or parentheses. Example: ${mail}`,
  },
  QuotedLocalPart: {
    fr: `Les adresses e-mail avec des guillemets ne sont pas acceptées ici. Exemple : ${mail}`,
    en: `Email addresses with quotation marks are not accepted here. Example: ${mail}`,
  },
  MissingLocalPart: {
    fr: `Il manque ce qui précède le signe @ dans l’adresse e-mail. Exemple : ${mail}`,
    en: `The part before the @ sign is missing in the email address. Example: ${mail}`,
  },
  LocalPartTooLong: {
    fr: `Ce qui précède le signe @ est trop long pour une adresse e-mail. Vérifiez-la. Exemple : ${mail}`,
    en: `The part before the @ sign is too long for an email address. Check it. Example: ${mail}`,
  },
  NonAsciiLocalPart: {
    fr: `Avant le signe @, écrivez l’adresse e-mail sans accent ni caractère spécial. Exemple : ${mail}`,
    en: `Before the @ sign, write the email address without accents or special letters. Example: ${mail}`,
  },
  MissingDomain: {
    fr: `Il manque ce qui suit le signe @ dans l’adresse e-mail. Exemple : ${mail}`,
    en: `The part after the @ sign is missing in the email address. Example: ${mail}`,
  },
  DomainWithoutDot: {
    fr: `La fin de l’adresse e-mail semble incomplète : il manque par exemple « .fr » ou « .org ». Exemple : ${mail}`,
    en: `The end of the email address seems incomplete: for example, “.fr” or “.org” is missing. Example: ${mail}`,
  },
  MisplacedDot: {
    fr: `Il y a un point de trop, ou mal placé, dans l’adresse e-mail. Exemple : ${mail}`,
    en: `The email address has an extra dot, or a dot in the wrong place. Example: ${mail}`,
  },
  IpAddress: {
    fr: `Après le signe @, indiquez un nom de domaine et non une suite de chiffres. Exemple : ${mail}`,
    en: `After the @ sign, give a domain name and not a series of numbers. Example: ${mail}`,
  },
  MalformedDomain: {
    fr: `Ce qui suit le signe @ ne semble pas correct. Vérifiez l’adresse e-mail. Exemple : ${mail}`,
    en: `The part after the @ sign does not seem correct. Check the email address. Example: ${mail}`,
  },
  NotDigits: {
    fr: `Un numéro de mobile ne contient que des chiffres. Exemple : ${mobile}`,
    en: `A mobile number contains only digits. Example: ${mobile}`,
  },
  NumberTooShort: {
    fr: `Il manque des chiffres à ce numéro de mobile. Exemple : ${mobile}, ou ${abroad} pour l’outre-mer et l’étranger.`,
    en: `Some digits of this mobile number are missing. Example: ${mobile}, or ${abroad} for numbers overseas and abroad.`,
  },
  NumberTooLong: {
    fr: `Ce numéro de mobile a trop de chiffres. Exemple : ${mobile}, ou ${abroad} pour l’outre-mer et l’étranger.`,
    en: `This mobile number has too many digits. Example: ${mobile}, or ${abroad} for numbers overseas and abroad.`,
  },
  UnknownNumber: {
    fr: `Ce numéro n’est pas celui d’un mobile. Vérifiez-le. Exemple : ${mobile}, ou ${abroad} pour l’outre-mer et l’étranger.`,
    en: `This is not a mobile number. Check it. Example: ${mobile}, or ${abroad} for numbers overseas and abroad.`,
  },
  UnknownCountry: {
    fr: `L’indicatif du pays n’est pas reconnu. Exemple : ${mobile}, ou ${abroad} pour l’outre-mer et l’étranger.`,
    en: `The country code is not recognised. Example: ${mobile}, or ${abroad} for numbers overseas and abroad.`,
  },
  CountryNotAllowed: {
    fr: `Nous ne pouvons pas envoyer de code aux mobiles de ce pays. Indiquez un autre mobile (exemple : ${mobile}) ou une adresse e-mail (exemple : ${mail}).`,
    en: `We cannot send codes to mobile numbers of this country. Give another mobile number (for example ${mobile}) or an email address (for example ${mail}).`,
  },
  Landline: {
    fr: `C’est le numéro d’un téléphone fixe, qui ne reçoit pas les SMS. Indiquez un mobile (exemple : ${mobile}) ou une adresse e-mail (exemple : ${mail}).`,
    en: `This is a landline number, which does not receive text messages. Give a mobile number (for example ${mobile}) or an email address (for example ${mail}).`,
  },
  InternetLine: {
    fr: `C’est le numéro d’une box internet, qui ne reçoit pas les SMS. Indiquez un mobile (exemple : ${mobile}) ou une adresse e-mail (exemple : ${mail}).`,
    en: `This is the number of a home internet line, which does not receive text messages. Give a mobile number (for example ${mobile}) or an email address (for example ${mail}).`,
  },
  SpecialNumber: {
    fr: `C’est un numéro de service ou d’urgence, qui ne reçoit pas les SMS. Indiquez un mobile (exemple : ${mobile}) ou une adresse e-mail (exemple : ${mail}).`,
    en: `This is a service or emergency number, which does not receive text messages. Give a mobile number (for example ${mobile}) or an email address (for example ${mail}).`,
  },
}
