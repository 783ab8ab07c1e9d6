import { execFileSync } from "node:child_process"
import { existsSync } from "node:fs"
import { fileURLToPath } from "node:url"

const here = fileURLToPath(new URL(".", import.meta.url))

/** Installs what others made, from the lock, the first time it is needed. */
export const installPeers = (): void => {
  if (["stdnum", "pg-boss"].every((peer) => existsSync(`${here}node_modules/${peer}`))) return
  process.stderr.write("Installing the libraries to compare with, once…\n")
  execFileSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: here, stdio: ["ignore", "ignore", "inherit"] })
}
