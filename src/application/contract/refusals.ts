import * as Data from "effect/Data"
import * as Schema from "effect/Schema"
import { CivilDate } from "../../domain/civil-date/civil-date.ts"
import type { Defect as ContactDefect } from "../../domain/contact/contact.ts"
import type { NextStep, Defect as NirDefect } from "../../domain/nir/index.ts"
import type { LikelyPlace } from "../../domain/nir/suggest.ts"
import type { BrokenRule } from "../../domain/password/index.ts"

/** A port does not answer. Nothing was changed and nothing was counted: the same call can be retried shortly. */
export class TryLater extends Schema.TaggedError<TryLater>()("TryLater", {}) {
  override get message(): string {
    return "The service is not available for the moment: try again shortly."
  }
}

/** The command id is malformed: it has 1 to 100 characters, without NUL and without a lone surrogate. */
export class CommandIdRefused extends Schema.TaggedError<CommandIdRefused>()("CommandIdRefused", {}) {
  override get message(): string {
    return "Each command needs its own id, of 1 to 100 characters."
  }
}

/**
 * The same caller used this command id for the same verb with other input. Nothing changed, and the earlier result is
 * not answered: it is not the result of this input. Send another command id.
 *
 * Passwords are not compared: a repeat with another password is answered with the earlier result, and changes nothing.
 */
export class CommandIdReused extends Schema.TaggedError<CommandIdReused>()("CommandIdReused", {}) {
  override get message(): string {
    return "This command id was used with other input: send another command id."
  }
}

/**
 * The sign-in is refused: wrong password, unknown identifier, or a wait after too many failures.
 *
 * One value after the same work, to prevent account enumeration.
 */
export class Refused extends Schema.TaggedError<Refused>()("Refused", {}) {
  override get message(): string {
    return "This identifier and this password do not match."
  }
}

/** The fields that `FieldEmpty` names: each is compared with a secret, and an empty one cannot be right. */
export const comparedFields = ["password", "current", "code"] as const

/**
 * The field is empty, or is missing. Nothing was compared and no try was counted: a person who presses Enter too early
 * is not kept out.
 */
export class FieldEmpty extends Schema.TaggedError<FieldEmpty>()("FieldEmpty", {
  field: Schema.Literals(comparedFields),
}) {
  override get message(): string {
    return "This field is empty."
  }
}

/**
 * A provisional identifier was typed with a password of 8 digits. Such a password belongs to the social security number
 * of the holder of a file, and the password policy accepts none. Nothing was compared and no try was counted: the answer
 * depends on the typed text alone.
 */
export class LegacyPasswordRefused extends Schema.TaggedError<LegacyPasswordRefused>()("LegacyPasswordRefused", {}) {
  override get message(): string {
    return "A password of 8 digits does not go with a provisional identifier."
  }
}

/**
 * The 8-digit password starts the migration no more: `lastDay` was the last day. It is refused by its form alone, and
 * answers the same for everyone. The way in is a recovery, « Créer Mon Compte », or the fund.
 */
export class LegacySignInClosed extends Schema.TaggedError<LegacySignInClosed>()("LegacySignInClosed", {
  lastDay: CivilDate,
}) {
  override get message(): string {
    return "Passwords of 8 digits no longer sign in."
  }
}

/**
 * The typed text is not an identifier. `next` says what to do, and `defects` are those of the text as a NIR, by code
 * and position.
 *
 * Four of the next steps depend on what was typed instead: the beginning of a provisional identifier, an e-mail address,
 * a phone number, or words.
 */
export class IdentifierRefused extends Data.TaggedError("IdentifierRefused")<{
  readonly next: NextStep | "CheckProvisionalIdentifier" | "NotEmail" | "NotPhone" | "NotWords"
  readonly defects: ReadonlyArray<NirDefect>
  /**
   * Where a typing error is likely in a number with its key, the likeliest place first; at most three. They follow from
   * the typed text alone and never contain a number, so they may be shown to a stranger.
   */
  readonly likely?: ReadonlyArray<LikelyPlace> | undefined
  /** The field, where the input has several identifiers. */
  readonly field?: "nir" | "merged" | undefined
}> {
  override get message(): string {
    return "This is neither a social security number nor a provisional identifier."
  }
}

/** The password breaks the policy. `broken` lists every broken rule, by code and parameters. */
export class PasswordRefused extends Data.TaggedError("PasswordRefused")<{
  readonly broken: ReadonlyArray<BrokenRule>
}> {
  override get message(): string {
    return "This password breaks one or more rules."
  }
}

/** The contact is not an e-mail address or a mobile number that messages can be sent to. */
export class ContactRefused extends Data.TaggedError("ContactRefused")<{
  readonly defects: ReadonlyArray<ContactDefect>
}> {
  override get message(): string {
    return "This contact cannot be used."
  }
}

/** The account does not have this contact, and did not replace it lately. */
export class ContactUnknown extends Schema.TaggedError<ContactUnknown>()("ContactUnknown", {}) {
  override get message(): string {
    return "This account does not have this contact."
  }
}

/** No carrier reaches this kind of contact. */
export class ChannelUnavailable extends Schema.TaggedError<ChannelUnavailable>()("ChannelUnavailable", {
  kind: Schema.Literals(["Email", "Mobile"]),
}) {
  override get message(): string {
    return "Codes cannot be sent to this kind of contact."
  }
}

/** The typed text is not a code, which has `length` digits. It was not compared and does not count as a try. */
export class CodeMalformed extends Schema.TaggedError<CodeMalformed>()("CodeMalformed", { length: Schema.Int }) {
  override get message(): string {
    return `A code has ${this.length} digits.`
  }
}

/** The code is wrong. `triesLeft` more codes may be entered before the challenge ends. */
export class CodeWrong extends Schema.TaggedError<CodeWrong>()("CodeWrong", { triesLeft: Schema.Int }) {
  override get message(): string {
    return "This code is wrong."
  }
}

/**
 * The code opens no recovery: it is wrong, superseded, too old, or tried too often. The caller is not authenticated, so
 * the answer does not say which: that would show a stranger what the owner is doing.
 */
export class RecoveryCodeRefused extends Schema.TaggedError<RecoveryCodeRefused>()("RecoveryCodeRefused", {}) {
  override get message(): string {
    return "This code cannot be used."
  }
}

/** The device token is unknown or expired: the person must type the identifier. */
export class DeviceUnknown extends Schema.TaggedError<DeviceUnknown>()("DeviceUnknown", {}) {
  override get message(): string {
    return "This browser remembers no identifier: type it."
  }
}

/** No browser that remembers the person has this number, or it has forgotten them already. */
export class DeviceNotListed extends Schema.TaggedError<DeviceNotListed>()("DeviceNotListed", {}) {
  override get message(): string {
    return "No browser on the list has this number."
  }
}

/**
 * The link of a notice reports nothing: it is unknown, used, too old or incomplete, or its contact was barred since. One
 * value for every reason.
 */
export class ReportLinkUnknown extends Schema.TaggedError<ReportLinkUnknown>()("ReportLinkUnknown", {}) {
  override get message(): string {
    return "This link reports nothing: it was used, it is too old, or it is incomplete."
  }
}

/** No session has this number, or it has ended. The session of the caller is still valid. */
export class SessionUnknown extends Schema.TaggedError<SessionUnknown>()("SessionUnknown", {}) {
  override get message(): string {
    return "This session does not exist, or it has ended."
  }
}

/**
 * This act requires the current password again: send it as `current`. The session stays open, and no attempt was
 * counted. The policy `graveActs` decides which acts require it.
 */
export class ReauthenticationRequired extends Schema.TaggedError<ReauthenticationRequired>()(
  "ReauthenticationRequired",
  {},
) {
  override get message(): string {
    return "This act requires the current password: send it as `current`."
  }
}

/** The current password is wrong. It counted as an attempt, as a wrong password at sign-in does. */
export class PasswordWrong extends Schema.TaggedError<PasswordWrong>()("PasswordWrong", {}) {
  override get message(): string {
    return "This is not the current password."
  }
}
