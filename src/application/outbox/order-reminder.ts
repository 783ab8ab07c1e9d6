import type { CivilDate } from "../../domain/civil-date/civil-date.ts"
import { endOfDay } from "../../domain/civil-date/end-of-day.ts"
import type { Message } from "../../ports/storage.ts"
import type { RemindOfDelegation, RemindOfMandate } from "./orders.ts"

const DAY = 24 * 60 * 60_000

/** After midnight in Paris: a text message at night would wake people up. */
const MORNING = 10 * 60 * 60_000

/**
 * Orders a reminder this many days before the last day is over, at about ten in the morning. Orders none for 0 days, or
 * where that moment has passed already: both persons have just been notified.
 */
export const orderReminder = (
  id: string,
  body: RemindOfDelegation | RemindOfMandate,
  { at, days, lastDay }: { readonly at: number; readonly days: number; readonly lastDay: CivilDate },
): ReadonlyArray<Message> => {
  const dueAt = endOfDay(lastDay) - days * DAY + MORNING
  return days === 0 || dueAt <= at ? [] : [{ id, dueAt, body }]
}
