/** A preset of a policy: what the access is for, and how long it takes at most. */
export interface Template {
  readonly name: (typeof templateNames)[number];
  readonly meaning: string;
  readonly maximum: string;
}

export const templateNames = ["debugging", "on-call", "deployment", "review"] as const;

const templates: readonly Template[] = [
  { name: "debugging", meaning: "look into one problem", maximum: "2h" },
  { name: "on-call", meaning: "a shift on call", maximum: "12h" },
  { name: "deployment", meaning: "a push to production", maximum: "24h" },
  { name: "review", meaning: "an audit or a legal review", maximum: "5d" },
];

export const findTemplate = (name: string): Template | undefined =>
  templates.find((each) => each.name === name);

/** All of them, for the choice of a person. */
export const describeTemplates = (): string =>
  templates.map(({ name, meaning, maximum }) => `${name} (${meaning}, ${maximum})`).join(", ");

/** Throws for a name that the schema does not allow. */
export function templateOf(name: string): Template {
  const found = findTemplate(name);
  if (found === undefined) throw new Error(`There is no template ${name}.`);
  return found;
}
