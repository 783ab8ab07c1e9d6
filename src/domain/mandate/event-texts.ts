import type { Text } from "../language/language.ts"
import type { Event } from "./mandates.ts"

/** What happened to a mandate, for the protected person. The compiler asks for a new event. */
export const mandateEventTexts: Readonly<Record<Event["_tag"], Text>> = {
  MandateRecorded: { fr: "Décision de justice enregistrée", en: "A court decision was recorded" },
  MandateChanged: { fr: "Décision de justice modifiée", en: "A court decision was changed" },
  MandateEnded: { fr: "Fin d’une décision de justice", en: "A court decision ended" },
}
