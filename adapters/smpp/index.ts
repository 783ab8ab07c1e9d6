/**
 * The `Notifier` port over SMPP 3.4: sends notices by SMS through the message centre (SMSC) of a carrier.
 *
 * @module
 */
export { smppNotifier } from "./notifier.ts"
export type { SmppOptions } from "./options.ts"
