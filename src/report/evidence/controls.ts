/** A requirement, and the parts of a pack that an auditor looks at for it. */
interface Control {
  readonly framework: string;
  readonly id: string;
  readonly asks: string;
  readonly shows: string;
}

/**
 * Short paraphrases, by number. Sources: AICPA Trust Services Criteria 2017 (CC6, CC7); ISO/IEC 27001:2022 Annex A; 45 CFR 164.312;
 * Regulation (EU) 2016/679 articles 30 and 32. An auditor decides what satisfies them.
 */
const CONTROLS: readonly Control[] = [
  {
    framework: "SOC 2",
    id: "CC6.1",
    asks: "logical access to protected assets is restricted",
    shows:
      "requests.csv: who was given what; verify.txt: nothing was given without an approval by the rules of that day",
  },
  {
    framework: "SOC 2",
    id: "CC6.2",
    asks: "people are authorised before access is given, and it is taken away when no longer authorised",
    shows: "requests.csv: approvers of each request; ends.csv: planned and actual end of each access",
  },
  {
    framework: "SOC 2",
    id: "CC6.3",
    asks: "access is given and removed by role and least privilege, with duties kept apart",
    shows:
      "history.bundle: policies/ and CODEOWNERS at every commit; verify.txt: nobody approved their own request",
  },
  {
    framework: "SOC 2",
    id: "CC7.2",
    asks: "anomalies are watched for",
    shows: "report.html: late ends, hasty approvals, refusals",
  },
  {
    framework: "ISO/IEC 27001:2022",
    id: "A.5.15",
    asks: "rules for access are set and followed",
    shows: "history.bundle: policies/; verify.txt",
  },
  {
    framework: "ISO/IEC 27001:2022",
    id: "A.5.16",
    asks: "identities are managed over their life",
    shows: "history.bundle: .github/hallpass.yaml, who is who at which system, at every commit",
  },
  {
    framework: "ISO/IEC 27001:2022",
    id: "A.5.18",
    asks: "access rights are given, reviewed, changed and removed",
    shows:
      "requests.csv, ends.csv; reviews.csv: each review of standing access; history.bundle: the revert of each request, reviewed",
  },
  {
    framework: "ISO/IEC 27001:2022",
    id: "A.8.2",
    asks: "privileged access is restricted and managed",
    shows: "requests.csv: each privileged access with its end",
  },
  {
    framework: "ISO/IEC 27001:2022",
    id: "A.8.15",
    asks: "logs are made, kept and protected",
    shows: "history.bundle: access-ledger, each commit signed; verify.txt: it was not changed",
  },
  {
    framework: "HIPAA",
    id: "164.312(a)(1)",
    asks: "only those who have been granted access rights get to health information",
    shows: "requests.csv; verify.txt",
  },
  {
    framework: "HIPAA",
    id: "164.312(a)(2)(i)",
    asks: "users have unique identities",
    shows: "requests.csv: the person and the account of each access",
  },
  {
    framework: "HIPAA",
    id: "164.312(b)",
    asks: "activity is recorded and examined",
    shows: "history.bundle: access-ledger; report.html",
  },
  {
    framework: "GDPR",
    id: "Art. 30",
    asks: "processing is recorded",
    shows: "requests.csv: who had access to which system, and when",
  },
  {
    framework: "GDPR",
    id: "Art. 32",
    asks: "processing is secure, and that is tested regularly",
    shows: "requests.csv and ends.csv: access for a time; verify.txt: the test of it",
  },
];

/** The mapping as a page. It claims no compliance. */
export const renderControls = (): string =>
  [
    "# What this shows, by control",
    "",
    "Each line paraphrases a requirement and names the files to look at. Whether that satisfies it is the auditor's word. This covers access that Hallpass gives, and no other.",
    "",
    "| framework | control | it asks that | look at |",
    "|---|---|---|---|",
    ...CONTROLS.map(({ framework, id, asks, shows }) => `| ${framework} | ${id} | ${asks} | ${shows} |`),
    "",
  ].join("\n");
