const template = { type: "string", pattern: "^\\P{C}{1,500}$" } as const;

/** A page to open or a line to type, with `{principal}`, `{resource}` and `{role}` in it. */
export const connectSchema = {
  type: "object",
  additionalProperties: false,
  minProperties: 1,
  maxProperties: 1,
  properties: { link: { ...template, pattern: "^https://\\P{C}{1,500}$" }, command: template },
} as const;
