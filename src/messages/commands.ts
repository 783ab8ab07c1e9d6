/** The commands that need a change of contact details under way. */
export const CONTACT_CHANGE: ReadonlyArray<string> = ["ConfirmContact", "ResendContactCode"]

/** The commands of agents that need an active personal space. */
export const AGENT_COMMANDS: ReadonlyArray<string> = ["DeclareCompromised", "BarContact", "RestoreAccess"]
