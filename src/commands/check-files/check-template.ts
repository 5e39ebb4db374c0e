import { join } from "node:path";
import { parsePolicy } from "../../core/files/policy.ts";
import type { Finding } from "../../core/findings/finding.ts";
import { judgeTemplate } from "../../core/templates/judge-template.ts";
import { parseTemplate } from "../../core/templates/template.ts";
import { readGiven } from "../input/given-file.ts";
import { findPolicyFiles } from "./policy-files.ts";

/** The mistakes in a template, and what its policy in the checkout does not offer; without a checkout its form alone. */
export async function checkTemplate(
  bytes: Uint8Array,
  file: string,
  root: string | undefined,
): Promise<readonly Finding[]> {
  const { value, findings, locate } = parseTemplate(bytes, file);
  if (value === undefined || root === undefined) return findings;
  const paths = await findPolicyFiles(root);
  const parsed = await Promise.all(
    paths.map(async (path) => parsePolicy(await readGiven(join(root, path)), path)),
  );
  const policies = parsed.flatMap((policy) => policy.value ?? []);
  const judged = judgeTemplate(value, policies).map((finding) => {
    const place = locate(finding.at);
    return place === undefined ? finding : { ...finding, place };
  });
  return [...findings, ...judged];
}
