/**
 * The storage in PostgreSQL, embedded or on a server, with schema migrations, roles and retention.
 *
 * @module
 */
export type { PoolLike } from "./connections.ts"
export { type AppliedStep, giveRights, migrate, SchemaMismatch } from "./migrate.ts"
export type { Embedded, PostgresOptions, ServerPool, ServerUrl } from "./options.ts"
export type { PGliteLike } from "./pglite-stream.ts"
export { type RetentionOptions, type RetentionResult, retention, scheduledRetention } from "./retention.ts"
export { type RetentionPolicy, retentionPolicies } from "./retention-policy.ts"
export { grants, type Roles } from "./roles.ts"
export { StatementRefused } from "./sql-failure.ts"
export { type PostgresStorage, postgresStorage } from "./storage.ts"
