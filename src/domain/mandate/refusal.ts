import * as Schema from "effect/Schema"

/** No mandate over this person has this number. */
export class MandateUnknown extends Schema.TaggedError<MandateUnknown>()("MandateUnknown", {}) {
  override get message(): string {
    return "This person has no mandate with this number."
  }
}

/** The mandate has ended. It is final: a later decision of the court makes a new mandate. */
export class MandateOver extends Schema.TaggedError<MandateOver>()("MandateOver", {}) {
  override get message(): string {
    return "This mandate has ended."
  }
}

/** The mandatary already has a mandate over this person, with this `number`: change that one. */
export class AlreadyMandatary extends Schema.TaggedError<AlreadyMandatary>()("AlreadyMandatary", {
  number: Schema.Int,
}) {
  override get message(): string {
    return "This person already has a mandate in force for the protected person: change that one."
  }
}

/** The protected person and the mandatary are the same person. */
export class OwnMandatary extends Schema.TaggedError<OwnMandatary>()("OwnMandatary", {}) {
  override get message(): string {
    return "A person cannot be their own mandatary."
  }
}

/** No person is known by the identifier that names the mandatary. */
export class MandataryUnknown extends Schema.TaggedError<MandataryUnknown>()("MandataryUnknown", {}) {
  override get message(): string {
    return "The mandatary is not known."
  }
}

/** The personal space of the mandatary is closed: the mandate could never take effect. */
export class SpaceOfMandataryClosed extends Schema.TaggedError<SpaceOfMandataryClosed>()("SpaceOfMandataryClosed", {}) {
  override get message(): string {
    return "The personal space of the mandatary is closed: a mandate would have no effect."
  }
}

/** A person whom a court leaves with viewing only cannot be a mandatary. */
export class MandataryProtected extends Schema.TaggedError<MandataryProtected>()("MandataryProtected", {}) {
  override get message(): string {
    return "This person is protected by a court themselves, and cannot act for another person."
  }
}

/** The protected person, or the mandatary, has the most mandates that the policy allows. */
export class TooManyMandates extends Schema.TaggedError<TooManyMandates>()("TooManyMandates", {
  field: Schema.Literals(["person", "mandatary"]),
  most: Schema.Int,
}) {
  override get message(): string {
    return "This person already has the most mandates."
  }
}

/** The first day is in the future, or the last day is over or before the first. */
export class MandateDaysRefused extends Schema.TaggedError<MandateDaysRefused>()("MandateDaysRefused", {
  field: Schema.Literals(["from", "lastDay"]),
}) {
  override get message(): string {
    return "A mandate starts today at the latest, and its last day is today at the earliest."
  }
}

/**
 * The kind is unknown, no power or an unknown one is given, no person could declare, or the name of the organisation is
 * not 1 to 100 printable characters.
 */
export class MandateTermsRefused extends Schema.TaggedError<MandateTermsRefused>()("MandateTermsRefused", {
  field: Schema.Literals(["kind", "powers", "leaves", "organisation"]),
}) {
  override get message(): string {
    return "The terms of a mandate are incomplete, unknown or contradict each other."
  }
}

/** The court named a person and no organisation: another mandatary needs a decision of the court. */
export class NotOfAnOrganisation extends Schema.TaggedError<NotOfAnOrganisation>()("NotOfAnOrganisation", {}) {
  override get message(): string {
    return "Only an organisation can give a mandate to another of its professionals."
  }
}

/** The mandate has no last day, or that day is not over yet. */
export class MandateNotOver extends Schema.TaggedError<MandateNotOver>()("MandateNotOver", {}) {
  override get message(): string {
    return "The last day of this mandate is not over."
  }
}

export type Refusal =
  | MandateUnknown
  | MandateOver
  | AlreadyMandatary
  | OwnMandatary
  | TooManyMandates
  | MandateDaysRefused
  | MandateTermsRefused
  | NotOfAnOrganisation
  | MandateNotOver
