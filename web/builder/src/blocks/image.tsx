/** How a picture is shown in the builder. */
import { IconPhoto } from "@tabler/icons-react";
import type { Image } from "@dialogkit/flow";
import { withVariables } from "@dialogkit/flow";

import { look } from "./look.ts";
import css from "./image.module.css";

const Sample = ({ block }: { block: Image }) =>
  /^https?:\/\/[^{]+$/.test(block.url ?? "") ? (
    <img className={css.image} src={block.url} alt={block.alt ?? ""} loading="lazy" referrerPolicy="no-referrer" />
  ) : (
    <span className={css.empty}>{block.url || <IconPhoto size={24} stroke={1.5} aria-hidden />}</span>
  );

export const image = look<Image>()({
  type: "image",
  words: { shows: "Show a picture: {what}", plain: "Show a picture" },
  summary: (block, { say }) => {
    const what = withVariables(block.alt ?? nameOf(block.url ?? ""));
    return what.length > 0 ? say("shows", { what }) : say("plain");
  },
  Sample,
});

/** Return the last part of an address, which often tells what the picture shows. */
const nameOf = (url: string): string => url.split(/[?#]/)[0]?.split("/").at(-1) ?? "";
