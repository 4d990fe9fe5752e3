/** A web address. */
import { askLook } from "../chat/look.ts";

askLook("url", { field: () => ({ input: { type: "url", autocomplete: "url" } }) });
