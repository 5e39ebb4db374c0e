import { dirname, join, relative, resolve, sep } from "node:path";
import type { Finding } from "../../core/findings/finding.ts";
import { lintRules } from "../../core/lint/lint.ts";
import { listRuleFindings, readCheckoutRules } from "../check-files/checkout-rules.ts";
import { isFile, isFolder } from "../input/given-file.ts";
import { describeFinding, toRecord } from "../output/finding-lines.ts";
import { print, printJson } from "../output/terminal.ts";
import { chooseExitCode } from "../runner/exit-codes.ts";
import { UsageError } from "../runner/failure.ts";
import { requireCheckout } from "./checkout.ts";
import type { Given } from "./options.ts";

/** Prints what in the rules of a checkout does not do what it seems to; of one file, where one is named. */
export async function lint(given: Given, paths: readonly string[]): Promise<number> {
  const [path, ...others] = paths;
  if (others.length > 0)
    throw new UsageError("Name one policy, or the folder of a clone: policy lint [PATH].");
  if (path !== undefined && !(await isFile(path)) && !(await isFolder(path)))
    throw new UsageError(`${path} is neither a file nor a folder.`);
  const isWhole = path === undefined || (await isFolder(path));
  const root = await requireCheckout(given.root ?? (isWhole ? path : undefined), path ?? join(".", "any"));
  const findings = await findAll(root);
  const file = isWhole ? undefined : relative(resolve(root), resolve(path)).split(sep).join("/");
  const shown = findings.filter(({ place }) => file === undefined || place?.file === file);
  if (given.json)
    printJson({ findings: shown.map((each) => ({ file: each.place?.file ?? null, ...toRecord(each) })) });
  else
    print(
      `${shown.map(describeFinding).join("\n") || describeNone(file ?? dirname(join(root, "policies")))}\n`,
    );
  return chooseExitCode(shown.length > 0, true);
}

const describeNone = (what: string): string => `${what}: nothing to say.`;

/** The mistakes in the files, and then what the sound ones do not do. */
async function findAll(root: string): Promise<Finding[]> {
  const checkout = await readCheckoutRules(root);
  const [path] = checkout.owners;
  return [
    ...listRuleFindings(checkout),
    ...lintRules({
      policies: checkout.policies.flatMap(({ path, parsed }) =>
        parsed.value === undefined ? [] : [{ path, policy: parsed.value, locate: parsed.locate }],
      ),
      isPartial: checkout.policies.some(({ parsed }) => parsed.value === undefined),
      codeowners:
        path === undefined || checkout.codeowners === undefined
          ? undefined
          : { path, owners: checkout.codeowners },
      settings: checkout.settings?.value,
    }),
  ];
}
