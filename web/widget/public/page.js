/** The entry of a flow's own page. The element knows by its `kind` that it fills one. */
import "./widget.js";
