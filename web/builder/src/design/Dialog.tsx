/** A dialog over the page, with a title and a way to close it. */
import { Modal } from "@mantine/core";
import type { ReactNode } from "react";

import { useWords } from "../words/useWords.ts";

type Props = {
  title: string;
  close: () => void;
  size?: number;
  opened?: boolean;
  /** Leaves the title to screen readers, and begins near the top, where something to type in comes first. */
  bare?: boolean;
  children: ReactNode;
};

/** The library's header element would count as the page's own. */
const PARTS = { header: { role: "presentation" } };
const HIDDEN_TITLE = { header: "visually-hidden" };

export const Dialog = ({ title, close, size = 440, opened = true, bare = false, children }: Props) => {
  const { t } = useWords();
  const position = bare ? { yOffset: "12vh", centered: false, classNames: HIDDEN_TITLE } : { centered: true };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={title}
      size={size}
      withCloseButton={!bare}
      closeButtonProps={{ "aria-label": t("actions.close") }}
      attributes={PARTS}
      {...position}
    >
      {children}
    </Modal>
  );
};
