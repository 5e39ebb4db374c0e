// Writes schemas/*.json, for editors, from the schemas the program itself validates with. Needs dist/: `npm run build` first.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { noticesSchema } from "../dist/configuration/notices-schema.js";
import { formatSchema } from "../dist/core/document/json-schema.js";
import { accessReviewSchema } from "../dist/core/files/access-review.js";
import { policySchema } from "../dist/core/files/policy.js";
import { requestSchema } from "../dist/core/files/request.js";
import { settingsSchema } from "../dist/core/files/settings.js";
import { ledgerEntrySchema } from "../dist/core/ledger/entry-document.js";
import { rotaSchema } from "../dist/core/on-call/rota.js";
import { policyTestSchema } from "../dist/core/policy-tests/test-file.js";
import { templateSchema } from "../dist/core/templates/template.js";
import { receiverAnswerSchema, receiverRequestSchema } from "../dist/providers/adapter/messages/schema.js";

const folder = fileURLToPath(new URL("../schemas/", import.meta.url));
mkdirSync(folder, { recursive: true });
const schemas = {
  request: requestSchema,
  policy: policySchema,
  template: templateSchema,
  "policy-test": policyTestSchema,
  rota: rotaSchema,
  settings: settingsSchema,
  "access-review": accessReviewSchema,
  notices: noticesSchema,
  "ledger-entry": ledgerEntrySchema,
  "receiver-request": receiverRequestSchema,
  "receiver-answer": receiverAnswerSchema,
};
for (const [name, schema] of Object.entries(schemas))
  writeFileSync(`${folder}${name}.json`, formatSchema(schema));
