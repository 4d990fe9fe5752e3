/** How a request to another server is shown in the builder. */
import type { Request } from "@dialogkit/flow";
import { withVariables } from "@dialogkit/flow";

import { look } from "./look.ts";
import { variableOf, withoutArrow } from "./question.ts";

export const httpRequest = look<Request>()({
  type: "http_request",
  words: { fetches: "{verb} {address} → {variable}", GET: "Fetch from", other: "Send to", plain: "Send a request" },
  summary: (block, { say }) => {
    const address = withVariables((block.url ?? "").replace(/^https?:\/\//, "").split(/[/?]/)[0] ?? "");
    if (address.length === 0) return say("plain");
    const variable = variableOf(block.saves?.[0]?.variable);
    return withoutArrow(
      say("fetches", { verb: say((block.method ?? "GET") === "GET" ? "GET" : "other"), address, variable }),
      variable,
    );
  },
});
