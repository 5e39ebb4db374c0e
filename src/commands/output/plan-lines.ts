interface Step {
  readonly what: string;
  readonly name: string;
  /** `differs`: something else is there, and stays as it is. */
  readonly action: "create" | "keep" | "differs";
}

const MARKS = { create: "+", keep: " ", differs: "!" } as const;

/** A plan for people: one step a line. */
export const renderPlan = (plan: readonly Step[]): string =>
  plan
    .map(({ what, name, action }) => {
      const note = action === "differs" ? "  (left as it is: change it by hand)" : "";
      return `${MARKS[action]} ${what.padEnd(13)} ${name}${note}\n`;
    })
    .join("");

/** What a person has to do now, numbered. */
export const renderNext = (next: readonly string[]): string =>
  next.map((step, index) => `${index + 1}. ${step}\n`).join("");
