import type { Provider } from "../../core/ports/provider.ts";
import { defineAdapter, type ProviderContext } from "../adapter/adapter.ts";
import { readConnection } from "../adapter/aws/fields.ts";
import { type IamEntry, iamSchema } from "./configuration.ts";
import { examineTemplates } from "./examine.ts";
import { iamProvider } from "./provider.ts";

/** See docs/providers/aws-iam.md. */
export const iamAdapter = defineAdapter<IamEntry>({
  schema: iamSchema,
  abilities: {
    system: "AWS IAM: an inline policy for each grant, on a user or for a session of a role",
    container: ["separate"],
    nativeExpiry: ["enforced"],
    sessions: ["ended"],
    tested: "shape-checked",
  },
  open,
});

function open(entry: IamEntry, context: ProviderContext): Provider {
  const { resources, people, boundary, consistencySeconds, activityRegions } = entry;
  examineTemplates({ resources, ...(people !== undefined && { people }) }, context.where);
  return iamProvider({
    ...readConnection(entry, context),
    resources,
    ...(people !== undefined && { people }),
    ...(boundary !== undefined && { boundary }),
    ...(consistencySeconds !== undefined && { consistencySeconds }),
    ...(activityRegions !== undefined && { activityRegions }),
  });
}
