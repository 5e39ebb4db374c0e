import { type Finding, mistake, warning } from "../../../core/findings/finding.ts";
import type { Description } from "./answer.ts";
import type { Receiver } from "./configuration.ts";

/** Compares what the configuration promises of the receiver with what the receiver says of itself. */
export const compareDeclarations = (receiver: Receiver, description: Description): Finding[] => [
  ...comparePromises(receiver, description),
  ...compareEntitlements(receiver, description),
];

function comparePromises({ name, traits, offers }: Receiver, description: Description): Finding[] {
  const fields = ["container", "nativeExpiry", "sessions"] as const;
  const wrong = fields.filter((field) => traits[field] !== description[field]);
  const missing = [...offers].filter((offer) => !description.offers.includes(offer));
  return [
    ...wrong.map((field) =>
      mistake(
        "RECEIVER_PROMISE",
        `Provider "${name}" has \`${field}: ${traits[field]}\`, and its receiver says ${description[field]}.`,
        `Write \`${field}: ${description[field]}\` in HALLPASS_PROVIDERS, or change the receiver.`,
      ),
    ),
    ...missing.map((offer) =>
      mistake(
        "RECEIVER_PROMISE",
        `Provider "${name}" offers ${offer}, and its receiver does not know it.`,
        `Remove ${offer} from \`offers\` in HALLPASS_PROVIDERS, or add it to the receiver.`,
      ),
    ),
  ];
}

function compareEntitlements({ name, resources }: Receiver, { entitlements }: Description): Finding[] {
  const key = ({ resource, role }: { resource: string; role: string }) => `${resource}/${role}`;
  const configured = Object.entries(resources).flatMap(([resource, roles]) =>
    roles.map((role) => key({ resource, role })),
  );
  const known = entitlements.map(key);
  const unknown = configured.filter((each) => !known.includes(each));
  const beyond = known.filter((each) => !configured.includes(each));
  return [
    ...unknown.map((each) =>
      mistake(
        "RECEIVER_NO_ENTITLEMENT",
        `The receiver of provider "${name}" does not know ${each}.`,
        `Add ${each} to the receiver, or remove it from HALLPASS_PROVIDERS.`,
      ),
    ),
    ...(beyond.length > 0
      ? [
          warning(
            "RECEIVER_BEYOND",
            `The receiver of provider "${name}" also gives ${beyond.join(", ")}, which the configuration does not name.`,
            "Remove them from the receiver, or name them in HALLPASS_PROVIDERS.",
          ),
        ]
      : []),
  ];
}
