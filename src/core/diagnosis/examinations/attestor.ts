import { type Examination, examine } from "../examination.ts";
import type { InstallationFacts } from "../installation.ts";

/**
 * A refused credential sees nothing: bypass lists and secrets would go unread without a word. That is an alarm, and stops no grant: what
 * the attestor reads is not what a grant is proven by, and a token that expires at night must not keep people on call out.
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
