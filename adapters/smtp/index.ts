/**
 * The `Notifier` port over SMTP: sends notices by e-mail through a relay.
 *
 * @module
 */
export { smtpNotifier } from "./notifier.ts"
export type { SmtpOptions } from "./options.ts"
