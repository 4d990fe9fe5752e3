/** An e-mail address, offered by the browser if it knows one. */
import { askLook } from "../chat/look.ts";

askLook("email", { field: () => ({ input: { type: "email", autocomplete: "email" } }) });
