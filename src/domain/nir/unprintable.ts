/**
 * A value that every way of printing shows as its mask, which `toString` says: template strings, `JSON.stringify`, Node's
 * `console.log` and `util.inspect`. Built in a function so that bundlers can drop it: a computed name would keep it.
 */
export const Unprintable = /* @__PURE__ */ (() =>
  class {
    toJSON(): string {
      return String(this)
    }

    [Symbol.for("nodejs.util.inspect.custom")](): string {
      return String(this)
    }
  })()
