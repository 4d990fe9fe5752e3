/** A time of day, with the browser's own clock. */
import { fieldLook } from "../chat/look.ts";

export const looks = [fieldLook({ ask: "time", field: () => ({ input: { type: "time" } }) })];
