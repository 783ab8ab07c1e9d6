interface Queue {
  readonly add: (bodies: ReadonlyArray<object>) => Promise<unknown>
  /** Runs all jobs until none is left. */
  readonly drain: () => Promise<void>
  /** A SQL query that counts the remaining jobs. */
  readonly left: string
  readonly close: () => Promise<void>
}
type OnJob = (body: unknown) => void
export const graphileWorkerOver: (url: string, onJob: OnJob) => Promise<Queue>
export const pgBossOver: (url: string, batch: number, concurrency: number | null, onJob: OnJob) => Promise<Queue>
