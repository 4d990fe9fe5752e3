/** Formatted text as elements. The server sends a tree, so no HTML is ever parsed here. */
import type { JSX } from "preact";
import type { RichNode } from "../protocol/wire.ts";
import { linkAddress, webAddress } from "./address.ts";

const TAGS = {
  p: "p",
  ul: "ul",
  ol: "ol",
  li: "li",
  quote: "blockquote",
  pre: "pre",
  code: "code",
  b: "strong",
  i: "em",
  u: "u",
  s: "s",
} as const;

const isPlain = (tag: string): tag is keyof typeof TAGS => Object.hasOwn(TAGS, tag);

const Part = ({ node, base }: { node: RichNode; base: URL }): JSX.Element => {
  const inner = (
    <>
      {node.text}
      <Rich nodes={node.children ?? []} base={base} />
    </>
  );
  const tag = node.tag ?? "";
  if (isPlain(tag)) {
    const Tag = TAGS[tag];
    return <Tag>{inner}</Tag>;
  }
  if (tag === "br") return <br />;
  if (tag === "h") return <p class="heading">{inner}</p>;
  if (tag === "img") {
    const source = webAddress(node.href, base);
    return source ? <img src={source} alt={node.text ?? ""} referrerpolicy="no-referrer" /> : <>{node.text}</>;
  }
  const address = tag === "a" ? linkAddress(node.href, base) : "";
  return address ? (
    <a href={address} target="_blank" rel="noopener noreferrer">
      {inner}
    </a>
  ) : (
    inner
  );
};

export const Rich = ({ nodes, base }: { nodes: readonly RichNode[]; base: URL }): JSX.Element => (
  <>
    {nodes.map((node, at) => (
      <Part key={at} node={node} base={base} />
    ))}
  </>
);
