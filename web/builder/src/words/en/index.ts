/** The words of the builder in English. A sentence's `{slots}` are filled; a block type's words are in its own file. */
import { build } from "./build.ts";
import { flows } from "./flows.ts";
import { publish } from "./publish.ts";
import { results } from "./results.ts";
import { shell } from "./shell.ts";

export const en = { ...shell, flows, build, publish, results } as const;
