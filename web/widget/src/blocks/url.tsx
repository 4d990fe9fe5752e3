/** A web address. */
import { fieldLook } from "../chat/look.ts";

export const looks = [fieldLook({ ask: "url", field: () => ({ input: { type: "url", autocomplete: "url" } }) })];
