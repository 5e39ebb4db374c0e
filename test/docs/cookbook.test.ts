import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { main } from "../../src/cli.ts";
import { parsePolicyTests } from "../../src/core/policy-tests/test-file.ts";
import { capture } from "../commands/clone.ts";
import { checkout, OWNERS, SETTINGS } from "../commands/policy-checkout.ts";

const folder = new URL("../../docs/policies/", import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), "utf8");
const names = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
const recipes = names.filter((name) => !name.endsWith(".test.yaml")).map((name) => name.replace(".yaml", ""));

/** The rules' own lines come last, so that no recipe can take them over. */
function ownersOf(recipe: string): string {
  const { given } = parsePolicyTests(read(`${recipe}.test.yaml`), recipe).value ?? {};
  const lines = Object.entries(given?.owners ?? {}).map(([owned, teams]) =>
    [`/access-requests/${owned}/`, ...teams.map((slug) => `@acme/${slug}`)].join(" "),
  );
  return `${lines.join("\n")}\n`;
}

/** What the page adds to the settings. */
const [, duties = ""] = /```yaml\n(duties:.*?)```/su.exec(read("README.md")) ?? [];

/** An access repository with these recipes alone. */
const open = (chosen: readonly string[]): Promise<string> =>
  checkout({
    ...Object.fromEntries(
      chosen.flatMap((recipe) =>
        [`${recipe}.yaml`, `${recipe}.test.yaml`].map((name) => [`policies/${name}`, read(name)]),
      ),
    ),
    "policies/rota/payments.yaml": read("rota/payments.yaml"),
    ".github/CODEOWNERS": chosen.map(ownersOf).join("") + OWNERS,
    // Of people who are not listed, a test supposes that they are.
    ".github/hallpass.yaml": `profile: standard\n${SETTINGS.replace(/people:.*/su, "people: []\n")}${duties}`,
  });

describe("the cookbook of policies", () => {
  it("tells of each policy in its page, and of no other", () => {
    const told = [...read("README.md").matchAll(/\]\(([\w-]+)\.yaml\)/gu)].map(([, name]) => name);
    expect(told.toSorted()).toEqual(recipes.toSorted());
    expect(names).toHaveLength(2 * recipes.length);
  });

  it.each(recipes)("%s passes its tests", async (recipe) => {
    const { code, out } = await capture(main, "policy", "test", "--root", await open([recipe]));
    expect(out).not.toContain("✗");
    expect(code).toBe(0);
  });

  it("has policies that fit together in one repository", async () => {
    const root = await open(recipes);
    expect(await capture(main, "check", "--root", root)).toMatchObject({ code: 0 });
    expect((await capture(main, "policy", "test", "--root", root)).code).toBe(0);
  });
});
