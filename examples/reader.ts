/** Whoever reads the output may have read enough, as `head` has: that ends an example, and is no failure. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error
  process.exit(0)
})
