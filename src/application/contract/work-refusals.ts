import * as Schema from "effect/Schema"
import { irreversible } from "../../domain/audit/reversal.ts"

/** The window or the place in it cannot be read. Times are in milliseconds since the epoch, `start` before `end`. */
export class WindowRefused extends Schema.TaggedError<WindowRefused>()("WindowRefused", {
  field: Schema.Literals(["start", "end", "after"]),
}) {
  override get message(): string {
    return "The window of time cannot be read."
  }
}

/** No command has this item. Take it from `listWork`. */
export class WorkUnknown extends Schema.TaggedError<WorkUnknown>()("WorkUnknown", {}) {
  override get message(): string {
    return "No command has this item."
  }
}

/** No command reverses what was done. `because` says why, and its text what to do. */
export class NotReversible extends Schema.TaggedError<NotReversible>()("NotReversible", {
  because: Schema.Literals(irreversible),
}) {
  override get message(): string {
    return "No command reverses this."
  }
}
