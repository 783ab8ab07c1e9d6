/**
 * Planner settings that select index lookups and cache the plan. By default PostgreSQL plans each commit again; and a
 * plan that was made while the tables were empty reads them in full for as long as it is cached.
 */
export const PLANNER_SETTINGS = {
  plan_cache_mode: "force_generic_plan",
  enable_seqscan: "off",
  enable_hashjoin: "off",
  enable_mergejoin: "off",
} as const
