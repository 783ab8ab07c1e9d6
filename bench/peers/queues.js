import { Logger, makeWorkerUtils, runMigrations, runOnce } from "graphile-worker"
import { PgBoss } from "pg-boss"

const TASK = "job"

/** graphile-worker with its default configuration. `drain` ends when no job is left. */
export const graphileWorkerOver = async (connectionString, onJob) => {
  const logger = new Logger(() => () => {})
  await runMigrations({ connectionString, logger })
  const utils = await makeWorkerUtils({ connectionString, logger })
  return {
    add: (bodies) => utils.addJobs(bodies.map((payload) => ({ identifier: TASK, payload }))),
    drain: () =>
      runOnce({
        connectionString,
        logger,
        noHandleSignals: true,
        taskList: { [TASK]: async (body) => onJob(body) },
      }),
    left: "SELECT count(*)::int FROM graphile_worker._private_jobs",
    close: () => utils.release(),
  }
}

/**
 * pg-boss, with its jobs fetched in batches, because its own workers wait between batches. `concurrency` jobs run at a
 * time, and each is completed by its own call. If it is `null`, one call completes the whole batch, as its own workers
 * do.
 */
export const pgBossOver = async (connectionString, batch, concurrency, onJob) => {
  const boss = new PgBoss({ connectionString, max: 10, supervise: false, schedule: false })
  boss.on("error", () => {})
  await boss.start()
  await boss.createQueue(TASK)
  const drain = async () => {
    for (let jobs = await boss.fetch(TASK, { batchSize: batch }); jobs.length > 0; ) {
      if (concurrency === null) {
        for (const job of jobs) await onJob(job.data)
        await boss.complete(
          TASK,
          jobs.map(({ id }) => id),
        )
        jobs = await boss.fetch(TASK, { batchSize: batch })
        continue
      }
      const waiting = [...jobs]
      const worker = async () => {
        for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
          await onJob(job.data)
          await boss.complete(TASK, job.id)
        }
      }
      await Promise.all(Array.from({ length: concurrency }, worker))
      jobs = await boss.fetch(TASK, { batchSize: batch })
    }
  }
  return {
    add: (bodies) =>
      boss.insert(
        TASK,
        bodies.map((data) => ({ data })),
      ),
    drain,
    left: "SELECT count(*)::int FROM pgboss.job WHERE state <> 'completed'",
    close: () => boss.stop({ graceful: false }),
  }
}
