export { smppNotifier } from "./notifier.ts"
export type { SmppOptions } from "./options.ts"
