import { type IamConfiguration, peopleOf, type Template } from "./configuration.ts";
import { buildDocument, RESERVED_KEYS } from "./document.ts";
import { findPower } from "./powers.ts";
import { QUOTA, sizeOf } from "./quota.ts";

/** A user's id has 21 characters. The name of a session has at most 64 (AssumeRole), after the id of its role. */
const LONGEST_ID = { User: 21, Session: 21 + 1 + 64 } as const;

/** Throws `Error` for the first role of the configuration that can never be given: with the place, the value and the fix. */
export function examineTemplates(
  configuration: Pick<IamConfiguration, "resources" | "people">,
  where: string,
): void {
  for (const [resource, { roles }] of Object.entries(configuration.resources))
    for (const [role, template] of Object.entries(roles))
      examine(template, `${where}/resources/${resource}/roles/${role}`, configuration);
}

function examine(template: Template, where: string, configuration: Pick<IamConfiguration, "people">): void {
  const reserved = template
    .flatMap(({ Condition = {} }) => Object.values(Condition).flatMap((keys) => Object.keys(keys)))
    .find((key) => RESERVED_KEYS.includes(key.toLowerCase()));
  if (reserved !== undefined)
    throw new Error(
      `${where}: the condition key "${reserved}" is Hallpass's own. Remove it from the statement.`,
    );
  const power = findPower(template);
  if (power !== undefined)
    throw new Error(
      `${where}: a holder of "${power}" could keep the access after its end. Name smaller actions; for iam:PassRole and sts:AssumeRole, name each role.`,
    );
  const { kind } = peopleOf(configuration);
  const limit = kind === "User" ? QUOTA.user : QUOTA.role;
  const size = sizeOf(buildDocument(template, { userId: "A".repeat(LONGEST_ID[kind]), until: new Date(0) }));
  if (size > limit)
    throw new Error(
      `${where}: its policy has ${size} characters, and IAM allows ${limit} for all inline policies of a ${kind === "User" ? "user" : "role"}. Shorten it with wildcards.`,
    );
}
