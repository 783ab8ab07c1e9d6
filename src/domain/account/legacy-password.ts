import { digitsText } from "../typed-text/typed-text.ts"

/** A longer text is refused unread. It leaves room for marks and blanks around each digit. */
const LONGEST = 100

/**
 * Reads a legacy password as typed: exactly eight digits, 0 to 9, without separators and invisible marks, and with
 * letters that look like digits read as digits. `null` for any other text. No other password is changed in any way.
 *
 * A legacy password opens the migration and gives no right. Only the legacy system verifies it, and it is never copied.
 */
export const readLegacyPassword = (text: string): string | null => {
  const digits = text.length > LONGEST ? "" : digitsText(text)
  return /^[0-9]{8}$/.test(digits) ? digits : null
}
