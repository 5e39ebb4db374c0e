import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { accessKey } from "./fake/server.ts";
import { createWorld } from "./world.ts";

const isInstalled = existsSync("/usr/lib/python3/dist-packages/botocore/session.py");
const run = promisify(execFile);
const drive = fileURLToPath(new URL("fake/drive.py", import.meta.url));

it.runIf(isInstalled || process.env.CI !== undefined)(
  "the stand-in for AWS answers as botocore, from Debian, expects of AWS",
  async () => {
    const world = await createWorld(["alice", "bob", "carol"]);
    const { aws, user } = world;
    for (let index = 0; index < 60; index++)
      aws.events.push({
        ...{ at: new Date(1_700_000_000_000 + index), username: "alice", principalId: user("alice").id },
        ...{ name: `Action${index}`, source: "s3.amazonaws.com" },
      });
    const base = aws.endpoints.iam.replace(/\/iam$/u, "");
    const { stdout } = await run("/usr/bin/python3", [
      drive,
      base,
      accessKey.accessKeyId,
      accessKey.secretAccessKey,
    ]);
    const told = JSON.parse(stdout);
    expect(told).toEqual({
      ...{ account: "123456789012", user: user("alice").id, users: ["alice", "bob", "carol"] },
      ...{ read: true, listed: [true], events: told.events },
      ...{ simulated: ["allowed", "implicitDeny"], missing: ["NoSuchEntity", 404] },
      ...{ refused: ["AccessDenied", 403], long: ["LimitExceeded", 409], gone: ["NoSuchEntity", 404] },
    });
    expect(told.events).toHaveLength(60);
    expect(told.events[0]).toBe("Action59");
    expect(aws.mistakes).toEqual([]);
    await world.close();
  },
);
