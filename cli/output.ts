import { once } from "node:events"

/**
 * Sets the exit code for a refused line. It does so at once, because a reader such as `head` may close the pipe before
 * the last line, which ends the program.
 */
export const markRefused = (): void => {
  process.exitCode = 1
}

/** Writes to the standard output, and waits while the reader is slower. */
export const write = async (text: string): Promise<void> => {
  if (!process.stdout.write(text)) await once(process.stdout, "drain")
}
