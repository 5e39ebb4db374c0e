import { formatTime } from "../../core/ledger/ledger-message.ts";

export interface Cover {
  readonly since: Date;
  readonly until: Date;
  readonly page: string | undefined;
  readonly branch: string;
  /** Commits of the default branch and of the ledger. */
  readonly head: string;
  readonly ledger: string;
  /** What `hallpass verify` found; 0 is good. */
  readonly violations: number;
  readonly version: string;
}

/** The page that a reader of the pack opens first. */
export const renderCover = ({
  since,
  until,
  page,
  branch,
  head,
  ledger,
  violations,
  version,
}: Cover): string => `# Evidence of access, ${formatTime(since)} to ${formatTime(until)}

${page === undefined ? "An access repository" : `<${page}>`}, as it was at ${formatTime(until)}:

- the default branch, \`${branch}\`: \`${head}\`
- the ledger, \`access-ledger\`: \`${ledger}\`
- made by Hallpass ${version}

**hallpass verify found ${violations === 0 ? "nothing wrong" : `${violations} ${violations === 1 ? "violation" : "violations"}: read verify.txt first`}.**

| file | |
|---|---|
| \`report.html\` | charts and tables of this time; opens in a browser, without network |
| \`requests.csv\` | every request of this time: who, what, by whose approval, what became of it |
| \`ends.csv\` | every end of this time: planned, actual, how late |
| \`reviews.csv\` | every access review of this time: its merge, and how many lines stay and go. Who approved it stands at GitHub alone, at its pull request |
| \`verify.txt\`, \`verify.json\` | what a replay of the whole history proves, and what it cannot |
| \`controls.md\` | where to look for SOC 2, ISO/IEC 27001, HIPAA and GDPR |
| \`history.bundle\` | the whole history up to this time, in git: requests, policies, approvals, ledger |
| \`SHA256SUMS\` | the hash of each file; \`SHA256SUMS.sig\`, where it is there, signs it |

## Check it yourself

\`\`\`sh
sha256sum --check SHA256SUMS
ssh-keygen -Y verify -f allowed_signers -I WHO -n hallpass-evidence -s SHA256SUMS.sig < SHA256SUMS
git clone --bare history.bundle history.git
npx hallpass verify --repository history.git${branch === "main" ? "" : ` --branch ${branch}`}
\`\`\`

\`allowed_signers\` names who may sign, such as \`carol@example.com ssh-ed25519 AAAA…\`. The same command on the same history makes the same files, to the byte.
`;
