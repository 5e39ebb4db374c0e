import type { WebRoute } from "../page.ts";
import { accountPages } from "./accounts.ts";
import { checkPages } from "./checks.ts";
import { filePages } from "./files.ts";
import { issuePages } from "./issues.ts";
import { ownPages } from "./own.ts";
import { proposePages } from "./propose.ts";
import { pullPages } from "./pulls.ts";

export const webRoutes: readonly WebRoute[] = [
  ...ownPages,
  ...accountPages,
  ...filePages,
  ...checkPages,
  ...pullPages,
  ...proposePages,
  ...issuePages,
];
