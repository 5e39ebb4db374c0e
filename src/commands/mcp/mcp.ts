import { once } from "node:events";
import { openDesk } from "../ask/open-desk.ts";
import { untilSignal } from "../input/until-signal.ts";
import { complain } from "../output/terminal.ts";
import { defineCommand, type Values } from "../runner/command.ts";
import { exitCode } from "../runner/exit-codes.ts";
import { UsageError } from "../runner/failure.ts";
import { openTools } from "./tools.ts";

const options = {
  repository: {
    type: "string",
    value: "OWNER/NAME",
    meaning: "the access repository",
    unset: "HALLPASS_REPOSITORY",
  },
} as const;

export const command = defineCommand({
  description: `Serves tools to an AI agent on standard input and output, by the Model Context Protocol: list what the person may ask for, ask, look at a request, end access. None approves.

The agent's program starts it. docs/mcp.md has the configuration of common ones, and says what an agent with your token could do without these tools.`,
  options,
  environment: {
    GH_TOKEN:
      "the person's token: fine-grained, for the access repository alone, with Contents and Pull requests: write, and Members: read of the organisation",
    HALLPASS_REPOSITORY: "the access repository, as owner/name",
    GITHUB_API_URL: "the address of the REST API, for GitHub Enterprise",
  },
  examples: ["GH_TOKEN=github_pat_… HALLPASS_REPOSITORY=acme/access hallpass mcp"],
  exitCodes: { 0: "the agent's program closed the connection" },
  run: answer,
});

async function answer({ repository }: Values<typeof options>): Promise<number> {
  const named = repository ?? process.env.HALLPASS_REPOSITORY;
  if (named === undefined || named === "")
    throw new UsageError("HALLPASS_REPOSITORY is not set: name the access repository, such as acme/access.");
  const tools = openTools(await openDesk(named), () => new Date());
  // Loaded here, so that no other command waits for it.
  const [{ createServer }, { serveStdio }] = await Promise.all([
    import("./server.ts"),
    import("@modelcontextprotocol/server/stdio"),
  ]);
  const handle = serveStdio(() => createServer(tools, VERSION), {
    onerror: ({ message }) => complain(`${message}\n`),
  });
  await Promise.race([untilSignal(), once(process.stdin, "end"), once(process.stdin, "close")]);
  await handle.close();
  return exitCode.well;
}

/** Of the tools: raise it when one changes. */
const VERSION = "1";
