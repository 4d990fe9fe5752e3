/**
 * The loader behind the script tag of every embed: reads the tag's data, brings the widget when it is needed, and
 * gives the page its one global, `DialogKit`.
 *
 *     <script src="https://…/embed.js" data-flow="slug" data-kind="bubble" data-variables-name="Ada"></script>
 */
type Variables = Record<string, unknown>;

type Chat = HTMLElement & {
  open: () => void;
  close: () => void;
  toggle: () => void;
  setVariables: (variables: Variables) => void;
  sendCommand: (command: string) => void;
  submitInput: (text: string) => void;
};

/** A chat in the page; `wake` brings the widget and resolves when the chat can listen. */
type Served = { chat: Chat; wake: () => Promise<unknown> };

/** Every verb speaks to the chat of one flow, or to the first one. */
type Api = {
  open: (flow?: string) => void;
  close: (flow?: string) => void;
  toggle: (flow?: string) => void;
  setVariables: (variables: Variables, flow?: string) => void;
  prefill: (variables: Variables, flow?: string) => void;
  sendCommand: (command: string, flow?: string) => void;
  submitInput: (text: string, flow?: string) => void;
  /** Takes all chats out of the page, and this object with them. */
  destroy: () => void;
  /** Serves one script tag; further tags find the first one's object here. */
  serve: (tag: HTMLScriptElement) => void;
};

const page = globalThis as { DialogKit?: Api };

/** What is set on the tag, and what it is called on the element. */
const PASSED = {
  flow: "flow",
  kind: "kind",
  theme: "scheme",
  locale: "locale",
  preview: "preview",
  restart: "restart",
};

/** The tag that runs this script; a module does not know its own, so the first unserved one is taken. */
const findTag = (): HTMLScriptElement | null =>
  document.currentScript instanceof HTMLScriptElement
    ? document.currentScript
    : document.querySelector("script[src*='embed.js'][data-flow]:not([data-served])");

/** `data-variables` as JSON, and every `data-variables-first-name`, here called first_name. */
const variablesOf = ({ dataset }: HTMLScriptElement): Variables => {
  let variables: Variables = {};
  try {
    variables = JSON.parse(dataset["variables"] ?? "{}") as Variables;
  } catch {
    console.warn("DialogKit: data-variables is not JSON");
  }
  for (const [name, value] of Object.entries(dataset)) {
    const words = /^variables(?=[A-Z])(.*)$/.exec(name)?.[1];
    if (words) variables[words.replace(/(?<!^)(?=[A-Z])/g, "_").toLowerCase()] = value;
  }
  return variables;
};

/** The widget lies beside the server's root, whether this loader came from there or from its own folder. */
const widgetOf = (tag: HTMLScriptElement): string => {
  const folder = new URL(".", tag.src).href.replace(/static\/widget\/$/, "");
  return new URL("static/widget/widget.js", folder).href;
};

const create = ({ dataset }: HTMLScriptElement, variables: Variables): Chat => {
  const chat = document.createElement("dialogkit-chat") as Chat;
  for (const [from, to] of Object.entries(PASSED)) {
    const value = dataset[from];
    if (value) chat.setAttribute(to, value);
  }
  chat.setAttribute("variables", JSON.stringify(variables));
  return chat;
};

/** Puts a chat that stands in the text where the author wants it: a container, or right after the tag. */
const placeInText = (chat: Chat, tag: HTMLScriptElement): void => {
  const { target, width, height } = tag.dataset;
  const container = target ? document.querySelector(target) : null;
  if (container) container.append(chat);
  else if (tag.parentElement && tag.parentElement !== document.head) tag.after(chat);
  else document.body.append(chat);
  if (width) chat.style.width = width;
  if (height) chat.style.height = height;
};

const whenIdle = (action: () => void, signal: AbortSignal): void => {
  const idle = (): void => {
    if ("requestIdleCallback" in globalThis) requestIdleCallback(action, { timeout: 2000 });
    else setTimeout(action, 200);
  };
  if (document.readyState === "complete") idle();
  else addEventListener("load", idle, { once: true, signal });
};

const openOnClick = (selector: string, open: () => void, signal: AbortSignal): void => {
  const onClick = (event: Event): void => {
    if (!(event.target instanceof Element && event.target.closest(selector))) return;
    event.preventDefault();
    open();
  };
  document.addEventListener("click", onClick, { signal });
};

const serveTag = (tag: HTMLScriptElement, signal: AbortSignal): Served => {
  const { kind, target, openAfter } = tag.dataset;
  tag.dataset["served"] = "";
  const chat = create(tag, variablesOf(tag));
  const wake = (): Promise<unknown> => import(/* @vite-ignore */ widgetOf(tag));
  const open = (): void => {
    void wake().then(() => {
      chat.open();
    });
  };
  const isFloating = kind === "bubble" || kind === "popup";
  if (isFloating) document.body.append(chat);
  else placeInText(chat, tag);
  if (isFloating && target) openOnClick(target, open, signal);
  if (openAfter) {
    const timer = setTimeout(open, Number(openAfter) * 1000);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
    });
  }
  // A popup comes when it is called; everything else when the page is done with itself.
  if (kind !== "popup") whenIdle(() => void wake(), signal);
  return { chat, wake };
};

const createApi = (): Api => {
  const leave = new AbortController();
  const all: Served[] = [];
  const tell = (flow: string | undefined, say: (chat: Chat) => void): void => {
    const chosen = flow ? all.filter(({ chat }) => chat.getAttribute("flow") === flow) : all.slice(0, 1);
    for (const { chat, wake } of chosen) {
      void wake().then(() => {
        say(chat);
      });
    }
  };
  const setVariables: Api["setVariables"] = (variables, flow) => {
    tell(flow, (chat) => {
      chat.setVariables(variables);
    });
  };
  const verb = (name: "open" | "close" | "toggle") => (flow?: string) => {
    tell(flow, (chat) => {
      chat[name]();
    });
  };
  const words = (name: "sendCommand" | "submitInput") => (text: string, flow?: string) => {
    tell(flow, (chat) => {
      chat[name](text);
    });
  };
  return {
    open: verb("open"),
    close: verb("close"),
    toggle: verb("toggle"),
    setVariables,
    prefill: setVariables,
    sendCommand: words("sendCommand"),
    submitInput: words("submitInput"),
    destroy: () => {
      leave.abort();
      for (const { chat } of all) chat.remove();
      delete page.DialogKit;
    },
    serve: (tag) => {
      all.push(serveTag(tag, leave.signal));
    },
  };
};

const begin = (): void => {
  const tag = findTag();
  if (!tag?.dataset["flow"]) return;
  page.DialogKit ??= createApi();
  const { serve } = page.DialogKit;
  // In the head there is no body yet to put a chat into.
  if (document.querySelector("body")) serve(tag);
  else
    document.addEventListener("DOMContentLoaded", () => {
      serve(tag);
    });
};

begin();
