/** The chat in its frame: a whole page, a box in the text, a bubble at the corner, or a dialog over the page. */
import type { ComponentChildren, ComponentType } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { View } from "../conversation/view.ts";
import { Icon } from "../parts/Icon.tsx";
import { fill } from "../words/words.ts";
import { titleOf } from "../protocol/wire.ts";
import { Avatar } from "./Avatar.tsx";
import { type Chat, ChatContext, useChat } from "./Chat.ts";
import { ChatView } from "./ChatView.tsx";
import { keepFocusInside } from "./focusing.ts";

export type Kind = "page" | "standard" | "bubble" | "popup";

export type AppProps = {
  chat: Chat;
  view: View;
  kind: Kind;
  direction: "ltr" | "rtl";
  isOpen: boolean;
  /** The conversation has been seen at least once, so it may be in the page. */
  hasOpened: boolean;
  hasNews: boolean;
  /** Words beside the launcher, "" for none. */
  preview: string;
  canRestart: boolean;
  /** The page is a chat and nothing else, so that its field may have the focus at once. */
  isAlone: boolean;
  onOpen: () => void;
  onClose: () => void;
  onDismiss: () => void;
};

const Preview = ({ text, onOpen, onDismiss }: { text: string; onOpen: () => void; onDismiss: () => void }) => {
  const { words, conversation } = useChat();
  const { flow } = conversation.view;
  return (
    <div class="teaser">
      <button type="button" class="teaser-words" dir="auto" onClick={onOpen}>
        <Avatar address={flow.theme?.bot_avatar?.url} name={titleOf(flow)} />
        <span>{text}</span>
      </button>
      <button type="button" class="teaser-close" aria-label={words.dismiss} onClick={onDismiss}>
        <Icon name="close" size={16} />
      </button>
    </div>
  );
};

type FloatProps = AppProps & {
  /** What is said in the frame; null until it has been opened. */
  talk: ComponentChildren;
};

const Bubble = ({ chat, talk, isOpen, hasNews, preview, onOpen, onClose, onDismiss }: FloatProps) => {
  const float = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const launcher = useRef<HTMLButtonElement>(null);
  const { words } = chat;
  const wasOpen = useRef(isOpen);
  useLayoutEffect(() => {
    // The top layer is out of reach of the page's z-index, transforms and clipping.
    float.current?.showPopover();
  }, []);
  useLayoutEffect(() => {
    if (isOpen && !wasOpen.current) panel.current?.focus();
    // What had the focus is hidden now, but has it still: the browser looks again when it paints.
    if (!isOpen && wasOpen.current && (float.current?.getRootNode() as ShadowRoot).activeElement)
      launcher.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return (
    <div
      class="float"
      ref={float}
      popover="manual"
      onKeyDown={(event) => {
        if (!isOpen) return;
        if (event.key === "Escape") onClose();
        else keepFocusInside(event, float.current);
      }}
    >
      {talk && (
        <div
          class="panel"
          role="dialog"
          id="panel"
          aria-labelledby="chat-name"
          tabIndex={-1}
          ref={panel}
          hidden={!isOpen}
        >
          {talk}
        </div>
      )}
      {!isOpen && preview && <Preview text={preview} onOpen={onOpen} onDismiss={onDismiss} />}
      <button
        type="button"
        class={isOpen ? "launcher open" : "launcher"}
        ref={launcher}
        aria-label={isOpen ? words.close : words.open}
        aria-expanded={isOpen}
        aria-controls={talk ? "panel" : undefined}
        onClick={isOpen ? onClose : onOpen}
      >
        <Icon name={isOpen ? "close" : "chat"} size={26} />
        {hasNews && !isOpen && (
          <span class="news">
            <span class="unseen">{words.newest}</span>
          </span>
        )}
      </button>
    </div>
  );
};

const Popup = ({ chat, view, talk, isOpen, onClose }: FloatProps) => {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog
      class="popup"
      ref={dialog}
      aria-label={fill(chat.words.chatWith, { name: titleOf(view.flow) })}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      {talk}
    </dialog>
  );
};

/** The frames of the kinds that float above a page. */
const FRAMES: Partial<Record<Kind, ComponentType<FloatProps>>> = { bubble: Bubble, popup: Popup };

export const App = (props: AppProps) => {
  const { chat, view, kind, direction, isOpen, isAlone } = props;
  const Frame = FRAMES[kind];
  const talk = (!Frame || props.hasOpened) && (
    <ChatView
      view={view}
      hasHeader={kind !== "standard"}
      canRestart={props.canRestart}
      eagerness={Frame && isOpen ? "anything" : isAlone ? "fields" : "nothing"}
      onClose={Frame && props.onClose}
    />
  );
  return (
    <ChatContext.Provider value={chat}>
      <div class={`root as-${kind}`} dir={direction} lang={chat.locale}>
        {Frame ? <Frame {...props} talk={talk} /> : talk}
      </div>
    </ChatContext.Provider>
  );
};
