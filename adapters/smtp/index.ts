export { type SmtpOptions, smtpNotifier } from "./notifier.ts"
