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

/** What the leaflet leaves out, and people need: proved like its statements. */
export const outside = {
  "outside.mandate": {
    fr: "Une personne protégée par la justice a son accès, et la personne chargée de sa protection a le sien.",
    rule: "src/domain/mandate/mandates.ts",
  },
  "outside.mandate-rights": {
    fr: "Un mandat donne exactement les pouvoirs de la décision de justice, et rien après sa fin.",
    rule: "src/domain/rights/mandatary.ts",
  },
  "outside.mandate-personal": {
    fr: "Mot de passe, coordonnées, connexions, conditions et fermeture restent à la personne protégée.",
    rule: "src/domain/rights/matrix.ts",
  },
  "outside.mandate-outranks": {
    fr: "Un mandat prime sur l’autorisation de gestion, et ne prend pas fin avec une séparation.",
    rule: "src/application/household-file/on-behalf.ts",
  },
  "outside.mandate-final": {
    fr: "Un mandat terminé ne revit jamais : une nouvelle décision fait un nouveau mandat.",
    rule: "src/domain/mandate/mandates.ts",
  },
  "outside.typed-text": {
    fr: "Ce qui ne change pas la valeur d’une saisie n’est jamais une erreur.",
    rule: "src/domain/typed-text/typed-text.ts",
  },
  "outside.unknown-birth": {
    fr: "Une date de naissance sans jour ou sans mois connu est une date de naissance.",
    rule: "src/domain/civil-date/birth-date.ts",
  },
  "outside.correction": {
    fr: "Un numéro corrigé ouvre le même espace, et l’ancien numéro n’ouvre plus rien.",
    rule: "src/domain/account/correction.ts",
  },
  "outside.one-space": {
    fr: "Deux espaces d’une même personne sont réunis par un agent, après preuve.",
    rule: "src/application/use-cases/creation/merge-accounts.ts",
  },
  "outside.mistake": {
    fr: "Un décès, une séparation ou une fermeture enregistrés par erreur s’annulent par une commande, avec un motif.",
    rule: "src/domain/household/undo-death.ts",
  },
  "outside.files-merged": {
    fr: "Deux dossiers deviennent un seul quand leurs allocataires forment un couple.",
    rule: "src/application/use-cases/household/merge-files.ts",
  },
  "outside.restored-access": {
    fr: "Une personne qui a perdu mot de passe et coordonnées retrouve son espace au guichet, après preuve.",
    rule: "src/application/use-cases/recovery/restore-access.ts",
  },
  "outside.own-closing": {
    fr: "On peut fermer son propre espace, après avoir lu ce que l’on perd et ce que l’on garde.",
    rule: "src/application/use-cases/sign-in/close-own-account.ts",
  },
  "outside.confidential": {
    fr: "En mode confidentiel, des coordonnées qu’une autre personne peut lire ne reçoivent rien.",
    rule: "src/domain/account/confidential.ts",
  },
  "outside.before-separation": {
    fr: "Avant une déclaration de séparation, on lit qui en apprend quoi, et quand.",
    rule: "src/domain/household/separation-preview.ts",
  },
  "outside.own-file": {
    fr: "Chaque membre voit son rôle dans le dossier, et le couple voit l’état de son autorisation et sa fin.",
    rule: "src/application/household-file/own-files.ts",
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
  "invariant.10":
    "La même commande rejouée ne change rien ; avec d’autres informations, ou par une autre personne, elle est refusée.",
  "invariant.11": "Tant qu’un numéro attend, rien au dehors n’est interrogé avec de vrais identifiants.",
  "invariant.12": "Ce que deux personnes avaient en commun prend fin avec leur couple, quelle qu’en soit la cause.",
  "invariant.13":
    "Aucune entrée dans un espace ne demande moins que la porte principale, sauf si elle est nommée, limitée et annoncée.",
  "invariant.14": "Aucun ordre d’appels publics ne finit en défaut.",
} as const
