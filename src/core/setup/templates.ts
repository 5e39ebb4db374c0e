/** A preset of a policy: what the access is for, and how long it takes at most. */
export interface Template {
  readonly name: (typeof templateNames)[number];
  readonly meaning: string;
  readonly maximum: string;
}

export const templateNames = ["debugging", "on-call", "deployment", "review"] as const;

export const templates: readonly Template[] = [
  { name: "debugging", meaning: "look into one problem", maximum: "2h" },
  { name: "on-call", meaning: "a shift on call", maximum: "12h" },
  { name: "deployment", meaning: "a push to production", maximum: "24h" },
  { name: "review", meaning: "an audit or a legal review", maximum: "5d" },
];

/** Throws for a name that the schema does not allow. */
export function templateOf(name: string): Template {
  const found = templates.find((each) => each.name === name);
  if (found === undefined) throw new Error(`There is no template ${name}.`);
  return found;
}
