/** A time of day, with the browser's own clock. */
import { askLook } from "../chat/look.ts";

askLook("time", { field: () => ({ input: { type: "time" } }) });
