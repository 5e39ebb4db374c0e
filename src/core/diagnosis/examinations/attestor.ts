import { type Examination, examine } from "../examination.ts";
import type { InstallationFacts } from "../installation.ts";

/**
 * Alerts when GitHub refuses the attestor's credential: otherwise bypass lists and secrets would silently go unread. Stops no grant, because
 * grants are not proven by what the attestor reads, and a token that expires at night must not lock out people on call.
 */
export const examineAttestor = ({ github: { attestor } }: InstallationFacts): Examination[] =>
  attestor === undefined
    ? []
    : [
        examine(
          {
            code: "ATTESTOR",
            advice: true,
            name: "The attestor's credential",
            should: "accepted by GitHub, or not set",
            fix: "Give the server HALLPASS_ATTESTOR_APP_ID and HALLPASS_ATTESTOR_PRIVATE_KEY of an App that is installed on the repository, or a token that has not expired, and restart it.",
          },
          {
            right: attestor.refused === undefined,
            is:
              attestor.refused === undefined
                ? "accepted"
                : `GitHub refuses ${attestor.who}: ${attestor.refused}`,
          },
        ),
      ];
