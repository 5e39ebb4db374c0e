import { alerts } from "./alerts.ts";
import { approval } from "./approval.ts";
import type { Area } from "./entry.ts";
import { commands, providerFailures } from "./failures.ts";
import { fields } from "./fields.ts";
import { appAndServer, branchRules, repository } from "./installation.ts";
import { inventory } from "./inventory.ts";
