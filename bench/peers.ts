import { execFileSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

const here = fileURLToPath(new URL(".", import.meta.url))

const installed = (): boolean => {
  const { dependencies }: { readonly dependencies: object } = JSON.parse(readFileSync(`${here}package.json`, "utf8"))
  return Object.keys(dependencies).every((name) => existsSync(`${here}node_modules/${name}/package.json`))
}

/** Installs the libraries to compare with, from the lock file, unless all of them are installed. */
export const installPeers = (): void => {
  if (installed()) return
  process.stderr.write("Installing the libraries to compare with…\n")
  execFileSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: here, stdio: ["ignore", "ignore", "inherit"] })
}
