export { smtpNotifier } from "./notifier.ts"
export type { SmtpOptions } from "./options.ts"
