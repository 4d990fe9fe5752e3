/** How a question with pictures is shown in the builder. */
import type { PictureChoice } from "@dialogkit/flow";

import { look } from "./look.ts";
import { askedFor } from "./question.ts";

export const pictureChoice = look<PictureChoice>()({
  type: "picture_choice",
  words: {
    asks: "Ask “{question}” → {variable}",
    named: "Ask to choose a picture → {variable}",
    plain: "Ask to choose a picture",
  },
  summary: askedFor,
});
