import * as Data from "effect/Data"
import * as Schema from "effect/Schema"
import type { Defect as ContactDefect } from "../../domain/contact/contact.ts"
import type { NextStep, Defect as NirDefect } from "../../domain/nir/index.ts"
import type { Broken } from "../../domain/password/index.ts"

/** Something outside does not answer. Nothing was changed and nothing counts; the same may be tried again shortly. */
export class TryLater extends Schema.TaggedError<TryLater>()("TryLater", {}) {
  override get message(): string {
    return "The service is not available for the moment: try again shortly."
  }
}

/** The command id is not 1 to 100 characters (none of them NUL or half a pair), or was used for another kind of command. */
export class CommandIdRefused extends Schema.TaggedError<CommandIdRefused>()("CommandIdRefused", {}) {
  override get message(): string {
    return "Each command needs an id of its own, of 1 to 100 characters."
  }
}

/**
 * The sign-in is refused: wrong password, unknown identifier, or a wait after too many failures.
 *
 * Always this one value, after the same work, so that nobody learns which.
 */
export class Refused extends Schema.TaggedError<Refused>()("Refused", {}) {
  override get message(): string {
    return "This identifier and this password do not go together."
  }
}

/**
 * What was typed is no identifier: what to do `next`, and every defect it has as a NIR, by its code, its place and what
 * was expected there. `CheckProvisionalIdentifier`: it begins with a letter, as no NIR does.
 */
export class IdentifierRefused extends Data.TaggedError("IdentifierRefused")<{
  readonly next: NextStep | "CheckProvisionalIdentifier"
  readonly defects: ReadonlyArray<NirDefect>
}> {
  override get message(): string {
    return "This is neither a social security number nor a provisional identifier."
  }
}

/** The password breaks rules of the policy: all of them, by code and figures. */
export class PasswordRefused extends Data.TaggedError("PasswordRefused")<{ readonly broken: ReadonlyArray<Broken> }> {
  override get message(): string {
    return "This password breaks one or more rules."
  }
}

/** The contact is neither an e-mail address nor a mobile number that can be written to. */
export class ContactRefused extends Data.TaggedError("ContactRefused")<{
  readonly defects: ReadonlyArray<ContactDefect>
}> {
  override get message(): string {
    return "This contact cannot be used."
  }
}

/** No carrier is set up for this kind of contact. */
export class ChannelUnavailable extends Schema.TaggedError<ChannelUnavailable>()("ChannelUnavailable", {
  kind: Schema.Literals(["Email", "Mobile"]),
}) {
  override get message(): string {
    return "Codes cannot be sent to this kind of contact."
  }
}

/** What was typed does not look like a code: six digits. It was not compared, and nothing was counted. */
export class CodeMalformed extends Schema.TaggedError<CodeMalformed>()("CodeMalformed", {}) {
  override get message(): string {
    return "A code has six digits."
  }
}

/** The code is wrong. `triesLeft` more may be typed before the challenge ends. */
export class CodeWrong extends Schema.TaggedError<CodeWrong>()("CodeWrong", { triesLeft: Schema.Int }) {
  override get message(): string {
    return "This code is wrong."
  }
}

/** The code was right, and a newer one was sent since: only the message numbered `current` works. It counted as a try. */
export class CodeSuperseded extends Schema.TaggedError<CodeSuperseded>()("CodeSuperseded", {
  current: Schema.Int,
  triesLeft: Schema.Int,
}) {
  override get message(): string {
    return "A newer code was sent: use the latest message."
  }
}

/** This browser remembers nobody, or no longer: the identifier is to be typed. */
export class DeviceUnknown extends Schema.TaggedError<DeviceUnknown>()("DeviceUnknown", {}) {
  override get message(): string {
    return "This browser remembers nobody: type the identifier."
  }
}

/** There is no session of this number, or it has ended. The one that asked is still good. */
export class SessionUnknown extends Schema.TaggedError<SessionUnknown>()("SessionUnknown", {}) {
  override get message(): string {
    return "There is no such session, or it has ended."
  }
}

/** The present password is not this one. It counted as a try, as a wrong one at the door does. */
export class PasswordWrong extends Schema.TaggedError<PasswordWrong>()("PasswordWrong", {}) {
  override get message(): string {
    return "This is not the present password."
  }
}
