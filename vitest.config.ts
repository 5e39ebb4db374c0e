import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Start servers, git or commands. */
const endToEnd = [
  "sandbox/test/**/*.test.ts",
  "test/aws-iam/**/*.test.ts",
  "test/end-to-end/**/*.test.ts",
  "test/github-provider/**/*.test.ts",
  "test/ldap/**/*.test.ts",
  "test/okta/**/*.test.ts",
  "test/postgres/**/*.test.ts",
  "test/scim/**/*.test.ts",
  "test/mysql/**/*.test.ts",
  "test/ssh/**/*.test.ts",
  "test/{command,webhook}/**/*.test.ts",
  "demo/test/{postgres,select,session}.test.ts",
  "test/threats/**/*.test.ts",
  "test/simulation/**/*.test.ts",
  "test/commands/{checkpoint,conformance,drift,evidence,export,export-http,export-killed,export-syslog,insight,inventory-propose,lag,links,policy-replay,report,review,sandbox,status,sweep}.test.ts",
  "test/git/**/*.test.ts",
  "test/github/paging.test.ts",
  "test/operations/drift.test.ts",
  "test/support/in-process.test.ts",
  "test/providers/ssh/register.test.ts",
];

/** Many cases against fakes, random ones, and whole commands: seconds each, where the fast ones take a part of a second. */
const thorough = [
  "test/commands/{add,offline,runner,terminal}.test.ts",
  "test/conformance/mutants.test.ts",
  "test/core/plan/growth.test.ts",
  "test/docs/{cookbook,variables}.test.ts",
  "test/engines.test.ts",
  "test/fuzz/**/*.test.ts",
  "test/github/settings/installation.test.ts",
  "test/providers/*/{conformance,provider}.test.ts",
  "test/providers/acme/page.test.ts",
  "test/providers/aws-identity-center/diagnose.test.ts",
  "test/providers/google-iam/grants.test.ts",
  "test/schemas.test.ts",
  "test/service/authzen/requests.test.ts",
  "test/service/state/state-folder.test.ts",
];

/** Slow proofs: `npm run test:long`. */
const long = [
  "demo/test/postgres.test.ts",
  "sandbox/test/accessible.test.ts",
  "test/aws-iam/{provider,sessions}.test.ts",
  "test/commands/{audit,conformance,insight,report}.test.ts",
  "test/commands/{export-http,export-killed,export-syslog,review}.test.ts",
  "test/commands/status.test.ts",
  "test/end-to-end/{access-review,after-access,insight,policy-tests,replay,without-review}.test.ts",
  "test/end-to-end/audit-page.test.ts",
  "test/end-to-end/authzen-requests.test.ts",
  "test/end-to-end/busy.test.ts",
  "test/end-to-end/commands.test.ts",
  "test/end-to-end/demo.test.ts",
  "test/end-to-end/deployments.test.ts",
  "test/end-to-end/dev.test.ts",
  "test/end-to-end/during.test.ts",
  "test/end-to-end/early-ends.test.ts",
  "test/end-to-end/endings*.test.ts",
  "test/end-to-end/issue-person.test.ts",
  "test/end-to-end/keyboard.test.ts",
  "test/end-to-end/kill.test.ts",
  "test/end-to-end/lost-answers.test.ts",
  "test/end-to-end/no-folder.test.ts",
  "test/end-to-end/notices.test.ts",
  "test/end-to-end/once.test.ts",
  "test/end-to-end/package.test.ts",
  "test/end-to-end/past-the-rules.test.ts",
  "test/end-to-end/production-install.test.ts",
  "test/end-to-end/report.test.ts",
  "test/end-to-end/request-life.test.ts",
  "test/end-to-end/recovery.test.ts",
  "test/end-to-end/smoke.test.ts",
  "test/end-to-end/three-providers.test.ts",
  "test/end-to-end/tutorial.test.ts",
  "test/end-to-end/walkthrough.test.ts",
  "test/end-to-end/workflows.test.ts",
  "test/end-to-end/worst.test.ts",
  "test/end-to-end/{add,app,mcp,request,rulesets}.test.ts",
  "test/end-to-end/{doctor,leases,mistakes,partly-granted,path,waiting}.test.ts",
  "test/end-to-end/{printed-links,web-person}.test.ts",
  "test/end-to-end/{duties,round-reads,verify,wrong-settings}.test.ts",
  "test/github-provider/{places,places-in-whole,team}.test.ts",
  "test/ldap/openldap.test.ts",
  "test/ldap/samba.test.ts",
  "test/mysql/native-expiry.test.ts",
  "test/mysql/provider.test.ts",
  "test/postgres/connections.test.ts",
  "test/postgres/hostile-holder.test.ts",
  "test/postgres/{activity,diagnose,logins,native-expiry,operator,provider}.test.ts",
  "test/git/{ledger/ledger,walk/hostile}.test.ts",
  "test/simulation/gaps-extension.test.ts",
  "test/simulation/gaps.test.ts",
  "test/simulation/oracle.test.ts",
  "test/ssh/**/*.test.ts",
  "test/threats/{approvers,asked,events,gap,identity,memberships,merge,output,request-file,reviews,rules,time}.test.ts",
  "test/{command,webhook}/conformance.test.ts",
  "test/{okta,scim}/provider.test.ts",
  "test/providers/aws-identity-center/{failures,provider}.test.ts",
];

const longest = [
  "test/threats/rules.test.ts",
  "test/end-to-end/worst.test.ts",
  "test/end-to-end/endings.test.ts",
  "test/end-to-end/commands.test.ts",
  "test/threats/merge.test.ts",
  "test/end-to-end/doctor.test.ts",
  "test/postgres/native-expiry.test.ts",
];

/** 10,000 of the simulation: `npm run test:long` plays them beside the random kills. */
const histories = ["test/simulation/long/*.test.ts"];

/** More than cores: many wait for processes they started, or for a time to pass. */
const WORKERS = availableParallelism() + 2;
/** A number in this file goes to each project, past the one of the command line. */
const isNumberGiven = process.argv.some((word) => word.startsWith("--maxWorkers"));

/** `npm run test:recordings` says where they are. */
const recordings = ["test/recordings/**/*.test.ts"];

/** A long file that began last would keep one core busy and the others idle. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = longest.findIndex((path) => moduleId.endsWith(path));
      return place < 0 ? longest.length : place;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  // The packages of this repository are tested from their sources.
  resolve: {
    alias: {
      "github-sandbox": source("sandbox/src/index.ts"),
      "hallpass-demo/demo": source("demo/src/story/perform.ts"),
      "hallpass-demo/sandbox": source("demo/src/sandbox/serve.ts"),
    },
  },
  test: {
    sequence: { sequencer: LongestFirst },
    // It imports its schema, which Node takes only with an import attribute.
    server: { deps: { inline: ["@actions/workflow-parser"] } },
    ...(isNumberGiven ? {} : { maxWorkers: WORKERS }),
    // What commands keep between runs goes to no home.
    env: { XDG_STATE_HOME: join(tmpdir(), "hallpass-test-state") },
    projects: [
      {
        extends: true,
        test: {
          name: "fast",
          isolate: false,
          include: ["{test,demo/test}/**/*.test.ts"],
          exclude: [...endToEnd, ...thorough, ...long, ...histories, ...recordings],
          // A busy machine may be ten times slower.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "thorough",
          isolate: false,
          include: thorough,
          exclude: [...long],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "end-to-end",
          isolate: false,
          include: endToEnd,
          exclude: [...long, ...histories],
          testTimeout: 60_000,
          hookTimeout: 240_000,
        },
      },
      {
        extends: true,
        test: {
          name: "recordings",
          isolate: false,
          include: recordings,
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "histories",
          include: histories,
        },
      },
      {
        extends: true,
        test: {
          name: "long",
          isolate: false,
          include: long,
          testTimeout: 1_800_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
