/** Takes a file that is dropped on an element. */
import { useRef, useState } from "react";
import type { DragEvent } from "react";

export const useFileDrop = (take: (file: File) => void) => {
  const [over, setOver] = useState(false);
  // Entering a child leaves its parent, so the two are counted against each other.
  const depth = useRef(0);
  const move = (by: number) => {
    depth.current += by;
    setOver(depth.current > 0);
  };
  const handlers = {
    onDragEnter: (event: DragEvent) => {
      if (event.dataTransfer.types.includes("Files")) move(1);
    },
    onDragLeave: (event: DragEvent) => {
      if (event.dataTransfer.types.includes("Files")) move(-1);
    },
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      const file = event.dataTransfer.files[0];
      if (file) take(file);
    },
  };
  return { over, handlers };
};
