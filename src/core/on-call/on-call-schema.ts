/** The name of a rota: that of its file, without `.yaml`. */
export const ROTA_NAME_PATTERN = "^[a-z0-9][a-z0-9-]{0,62}$";

/** The field of a policy that names rotas. */
export const onCallSchema = {
  type: "array",
  description: "Rotas whose person on call may ask too: names of files in policies/rota/, without .yaml",
  minItems: 1,
  maxItems: 10,
  uniqueItems: true,
  items: {
    type: "string",
    pattern: ROTA_NAME_PATTERN,
    description: "The name of a rota: lower-case letters, digits and -, at most 63 characters",
  },
  examples: [["payments"]],
} as const;
