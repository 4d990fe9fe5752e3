/** Keeps the newest words in sight, unless the visitor has scrolled up to read. */
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

const NEAR = 64;

export type Sticky = {
  box: RefObject<HTMLDivElement>;
  /** There is something new below what is seen. */
  isBehind: boolean;
  catchUp: () => void;
  onScroll: () => void;
};

export const useSticky = (count: number): Sticky => {
  const box = useRef<HTMLDivElement>(null);
  const isNear = useRef(true);
  const [isBehind, setBehind] = useState(false);
  const catchUp = (): void => {
    box.current?.scrollTo({ top: box.current.scrollHeight });
    isNear.current = true;
    setBehind(false);
  };
  const onScroll = (): void => {
    const { current } = box;
    if (!current) return;
    isNear.current = current.scrollHeight - current.scrollTop - current.clientHeight < NEAR;
    if (isNear.current) setBehind(false);
  };
  useEffect(() => {
    const { current } = box;
    if (!current) return;
    const observer = new ResizeObserver(() => {
      if (isNear.current) catchUp();
    });
    observer.observe(current);
    for (const child of current.children) observer.observe(child);
    return () => {
      observer.disconnect();
    };
  }, []);
  useLayoutEffect(() => {
    if (isNear.current) catchUp();
    else setBehind(true);
  }, [count]);
  return { box, isBehind, catchUp, onScroll };
};
