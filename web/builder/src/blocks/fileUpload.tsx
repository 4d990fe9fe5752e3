/** How a question for a file is shown in the builder. */
import type { FileUpload } from "@dialogkit/flow";

import { look } from "./look.ts";
import { askedFor } from "./question.ts";

export const fileUpload = look<FileUpload>()({
  type: "file_upload",
  words: { asks: "Ask “{question}” → {variable}", named: "Ask for a file → {variable}", plain: "Ask for a file" },
  summary: askedFor,
});
