/** An object of an answer that has at least these properties. Others in it are left alone. */
export const object = (properties: object, required: readonly string[] = Object.keys(properties)) => ({
  type: "object",
  required,
  properties,
});

/** A list in an answer. */
export const listOf = (items: object) => ({ type: "array", items });
