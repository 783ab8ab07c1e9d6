/**
 * The statements of the leaflet of the family-allowance funds (CAF), and the file that implements each.
 *
 * A comment above a test names the statement that it proves: `// Leaflet: migration.terms`. `docs/traceability.md` is
 * generated from the statements and the comments.
 */
export interface Statement {
  readonly fr: string
  /** The file with the rule that implements the statement. */
  readonly rule: string
}

export const leaflet = {
  "sign-in.number": {
    fr: "On se connecte avec son numéro de sécurité sociale, de 13 chiffres.",
    rule: "src/domain/nir/nir.ts",
  },
  "sign-in.password": { fr: "Le mot de passe compte de 8 à 24 caractères.", rule: "src/domain/password/presets.ts" },
  "sign-in.remember-me": {
    fr: "On peut demander à être reconnu la fois suivante.",
    rule: "src/domain/device/device.ts",
  },
  "sign-in.provisional": {
    fr: "On peut se connecter avec un identifiant provisoire.",
    rule: "src/domain/provisional-identifier/provisional-identifier.ts",
  },
  "sign-in.forgotten": { fr: "Un mot de passe oublié se remplace.", rule: "src/domain/recovery/recovery.ts" },
  "sign-in.create": {
    fr: "À la première connexion, on crée son espace.",
    rule: "src/application/use-cases/creation/create-account.ts",
  },
  "migration.announced": {
    fr: "Après une connexion avec le mot de passe à 8 chiffres, le changement et ses étapes sont annoncés, puis commencés.",
    rule: "src/application/caller/issue-migration-ticket.ts",
  },
  "migration.terms": {
    fr: "Étape 1 : on lit et on accepte les conditions générales d’utilisation.",
    rule: "src/domain/migration/migration.ts",
  },
  "migration.password": {
    fr: "Étape 2 : le nouveau mot de passe a de 8 à 24 caractères, dont un chiffre, une majuscule et une minuscule.",
    rule: "src/domain/password/presets.ts",
  },
  "migration.confirmation": {
    fr: "On le confirme en le saisissant de nouveau.",
    rule: "src/domain/password/rules/confirmation.ts",
  },
  "migration.contact": {
    fr: "Étape 3 : on donne une adresse e-mail ou un numéro de mobile, et on demande le code.",
    rule: "src/domain/contact/contact.ts",
  },
  "migration.at-once": { fr: "Le code est envoyé aussitôt.", rule: "src/application/delivery/background-delivery.ts" },
  "migration.channel": {
    fr: "Il arrive par SMS ou par e-mail, selon les coordonnées choisies.",
    rule: "src/application/delivery/routed-notifier.ts",
  },
  "migration.validate": {
    fr: "On saisit le code et on valide.",
    rule: "src/application/use-cases/wizard/confirm-code.ts",
  },
  "migration.afterwards": {
    fr: "Ensuite : numéro de sécurité sociale et nouveau mot de passe, et rien d’autre.",
    rule: "src/domain/account/account.ts",
  },
  "household.child": {
    fr: "Un enfant de plus de 15 ans peut créer son espace personnel.",
    rule: "src/domain/civil-date/over-fifteen.ts",
  },
  "household.dependant": {
    fr: "Une personne à charge du foyer peut créer son espace personnel.",
    rule: "src/domain/rights/matrix.ts",
  },
  "household.spouse": { fr: "Le conjoint peut créer son espace personnel.", rule: "src/domain/rights/matrix.ts" },
  "household.own": {
    fr: "Chacun y voit ses propres données, ou y change ses coordonnées de contact.",
    rule: "src/domain/rights/matrix.ts",
  },
  "household.separation": {
    fr: "Le conjoint peut aussi déclarer une séparation.",
    rule: "src/domain/household/separation.ts",
  },
  "authorisation.given": {
    fr: "L’allocataire peut donner à son conjoint l’autorisation de gérer le dossier.",
    rule: "src/domain/household/authorisation.ts",
  },
  "authorisation.same-services": {
    fr: "Le conjoint accède alors aux mêmes services et fonctionnalités que l’allocataire.",
    rule: "src/domain/rights/rights.ts",
  },
  "authorisation.cancelled": {
    fr: "L’allocataire peut y mettre fin à tout moment.",
    rule: "src/domain/delegation/delegation.ts",
  },
  "authorisation.ended": {
    fr: "Après une déclaration de séparation, elle prend fin d’elle-même.",
    rule: "src/domain/household/separation.ts",
  },
} as const satisfies Record<string, Statement>

/** The invariants of the whole system. */
export const invariants = {
  "invariant.1": "Un espace est ancien, en migration, actif ou fermé ; des droits n’existent que dans un espace actif.",
  "invariant.2": "Une fois l’espace actif, rien ne fait plus marcher l’ancien mot de passe.",
  "invariant.3": "Conditions, mot de passe et coordonnées changent ensemble, ou pas du tout.",
  "invariant.4":
    "Un code réussit une fois au plus, pour son espace, ses coordonnées, son but et son défi, à temps, en 5 essais.",
  "invariant.5": "Jamais plus de 25 mots de passe erronés vérifiés en 24 heures pour un identifiant.",
  "invariant.6": "Le droit du conjoint autorisé vaut exactement tant que l’autorisation est en vigueur.",
  "invariant.7": "Une autorisation terminée ne revit jamais.",
  "invariant.8": "Aucune commande de l’un ne change ni ne révèle les données de l’autre sans une règle qui le permet.",
  "invariant.9": "Aucun secret ni numéro entier dans un événement, un message, une erreur ou un journal.",
  "invariant.10": "La même commande rejouée ne change rien.",
} as const
