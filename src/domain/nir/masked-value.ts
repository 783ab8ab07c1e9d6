/**
 * Base class of a value that prints as its mask, which `toString` returns. Template strings, `JSON.stringify`, Node's
 * `console.log` and `util.inspect` all show the mask. A function creates the class, because bundlers keep a class with
 * a computed name even where nothing uses it.
 */
export const MaskedValue = /* @__PURE__ */ (() =>
  class {
    toJSON(): string {
      return String(this)
    }

    [Symbol.for("nodejs.util.inspect.custom")](): string {
      return String(this)
    }
  })()
