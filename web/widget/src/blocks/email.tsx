/** An e-mail address, offered by the browser if it knows one. */
import { fieldLook } from "../chat/look.ts";

export const looks = [fieldLook({ ask: "email", field: () => ({ input: { type: "email", autocomplete: "email" } }) })];
