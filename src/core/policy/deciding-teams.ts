import { listApproving } from "./approval-steps.ts";

type Approving = Parameters<typeof listApproving>[0];

/** The teams whose members decide by a policy: they approve, or need no approval. */
export const listDeciding = ({
  approvals,
  breakGlass,
}: {
  readonly approvals: Approving;
  readonly breakGlass?: Pick<Approving, "teams">;
}): Approving["teams"] => [...listApproving(approvals), ...(breakGlass?.teams ?? [])];
