import type { Command } from "../../src/domain/migration/migration.ts"

type Run = (commands: ReadonlyArray<Command>) => () => ReadonlyArray<string>
export const pure: Run
export const actor: Run
