interface Queue {
  readonly add: (bodies: ReadonlyArray<object>) => Promise<unknown>
  /** Until nothing is left. */
  readonly drain: () => Promise<void>
  /** SQL that tells how many jobs are left. */
  readonly left: string
  readonly close: () => Promise<void>
}
type OnJob = (body: unknown) => void
export const graphileWorkerOver: (url: string, onJob: OnJob) => Promise<Queue>
export const pgBossOver: (url: string, batch: number, atOnce: number | null, onJob: OnJob) => Promise<Queue>
