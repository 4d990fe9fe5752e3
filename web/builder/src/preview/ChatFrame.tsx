/** Holds the chat widget, the very element that stands on visitors' pages, playing the draft. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import { startPreview } from "../api/queries.ts";
import type { FlowDetail, PreviewStart } from "../api/types.ts";
import { Failure } from "../design/Failure.tsx";
import { useWords } from "../words/useWords.ts";
import { usePreviewStore } from "./usePreviewStore.ts";
import css from "./PreviewPanel.module.css";

/** The widget is built apart and served beside the builder. */
const WIDGET = "/static/widget/widget.js";

type ChatElement = HTMLElement & { source: (() => Promise<PreviewStart>) | null };

export const ChatFrame = ({ flow, from }: { flow: FlowDetail; from?: string }) => {
  const { t } = useWords();
  const start = useQuery({
    queryKey: ["preview", flow.id, flow.revision, from],
    queryFn: async () => {
      const [started] = await Promise.all([startPreview(flow.id, from), import(/* @vite-ignore */ WIDGET)]);
      return started;
    },
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
  if (start.isError) return <Failure error={start.error} retry={() => void start.refetch()} />;
  if (!start.data)
    return (
      <p className={css.note} role="status">
        {t("build.preview.starting")}
      </p>
    );
  return <Chat key={start.dataUpdatedAt} flow={flow.id} first={start.data} {...(from ? { from } : {})} />;
};

const Chat = ({ flow, first, from }: { flow: string; first: PreviewStart; from?: string }) => {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { hold } = usePreviewStore.getState();
    let begun: PreviewStart | null = first;
    const chat = document.createElement("dialogkit-chat") as ChatElement;
    // The first conversation is there already; starting over asks for another.
    chat.source = async () => {
      const started = begun ?? (await startPreview(flow, from));
      begun = null;
      hold(started.conversation);
      return started;
    };
    chat.setAttribute("kind", "standard");
    chat.style.height = "100%";
    place.current?.append(chat);
    return () => {
      chat.remove();
      hold(null);
    };
  }, [flow, first, from]);
  return <div ref={place} className={css.chat} />;
};
