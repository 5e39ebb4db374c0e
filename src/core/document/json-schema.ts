/** A schema as the text of the file that editors read: the schema itself, under the draft it is written in. */
export const formatSchema = (schema: object): string =>
  `${JSON.stringify({ $schema: "http://json-schema.org/draft-07/schema#", ...schema }, null, 2)}\n`;
