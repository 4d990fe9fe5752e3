/** The custom element `<dialogkit-chat>`: one chat in a shadow root, its frame, its theme, and what a page may tell it. */
import { render } from "preact";
import { App, type Kind } from "./chat/App.tsx";
import type { Chat } from "./chat/Chat.ts";
import { isPolled, isShown, lookOfMessage, pauseOf } from "./chat/looks.ts";
import { Conversation, type Outside } from "./conversation/conversation.ts";
import { memoryOf } from "./conversation/memory.ts";
import { type Client, Refused, createClient } from "./protocol/client.ts";
import { type Patience, persist } from "./protocol/retry.ts";
import type { Flow, Message, Started } from "./protocol/wire.ts";
import { loadOwnFont } from "./theme/fonts.ts";
import { pageScheme } from "./theme/pageScheme.ts";
import { schemeOf } from "./theme/palette.ts";
import { sheetText } from "./theme/sheet.ts";
import { isRightToLeft, loadWords, nearest } from "./words/words.ts";

const KINDS: readonly Kind[] = ["page", "standard", "bubble", "popup"];

/** Unguessable, on pages without TLS too. */
const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

const pause = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

const patience: Patience = {
  random: Math.random,
  online: () => navigator.onLine,
  pause: (seconds) =>
    new Promise((resolve) => {
      addEventListener(
        "online",
        () => {
          resolve();
        },
        { once: true },
      );
      void pause(seconds).then(resolve);
    }),
};

export class DialogKitChat extends HTMLElement {
  /** The folder above `api/` when no `server` attribute names another. */
  static base = new URL("../../", import.meta.url);

  /** The sheet that all chats of a page share. */
  static style = new CSSStyleSheet();

  /** Where conversations come from instead of the flow that is live; the builder plays its drafts so. */
  source: (() => Promise<Started>) | null = null;

  #chat: Chat | null = null;
  #theme = new CSSStyleSheet();
  #variables: Record<string, unknown> = {};
  #isOpen = false;
  #hasOpened = false;
  #hasNews = false;
  #isDismissed = false;
  #leave = new AbortController();

  get kind(): Kind {
    return KINDS.find((kind) => kind === this.getAttribute("kind")) ?? "standard";
  }

  get #isFloating(): boolean {
    return this.kind === "bubble" || this.kind === "popup";
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  connectedCallback(): void {
    this.#leave = new AbortController();
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [DialogKitChat.style, this.#theme];
    this.#protectHost();
    void this.#load();
  }

  disconnectedCallback(): void {
    this.#leave.abort();
    this.#chat?.conversation.stop();
    this.#chat = null;
    if (this.shadowRoot) render(null, this.shadowRoot);
  }

  open = (): void => {
    if (this.#isOpen) return;
    this.#isOpen = this.#hasOpened = true;
    void loadOwnFont();
    this.#hasNews = false;
    this.#draw();
    void this.#chat?.conversation.open();
    this.#tell("open", {});
  };

  close = (): void => {
    if (!this.#isOpen || !this.#isFloating) return;
    this.#isOpen = false;
    this.#draw();
    this.#tell("close", {});
  };

  toggle(): void {
    if (this.#isOpen) this.close();
    else this.open();
  }

  /** Gives values to the flow's variables; they count for the next conversation that begins. */
  setVariables(variables: Record<string, unknown>): void {
    this.#variables = { ...this.#variables, ...variables };
  }

  sendCommand(command: string): void {
    void this.#chat?.conversation.answer({ type: "command", command }, "");
  }

  /** Answers the present question in words, as if the visitor had typed them. */
  submitInput(text: string): void {
    void this.#chat?.conversation.answer({ type: "text", text }, text);
  }

  /** A floating chat stands on its own: no rule of the page may hide or move its element. */
  #protectHost(): void {
    if (!this.#isFloating) return;
    this.style.cssText = "all:initial!important;display:contents!important";
  }

  async #load(): Promise<void> {
    const leave = this.#leave;
    const client = this.#client();
    const slug = this.getAttribute("flow") ?? "";
    let flow: Flow = { id: slug, slug, name: "" };
    let fault: "" | "closed" | "stuck" = "";
    try {
      flow = await persist(
        () => client.flow(slug, this.#wishedLocale),
        patience,
        () => undefined,
      );
    } catch (error) {
      // A page or a box says what is the matter; a corner without its launcher says enough.
      if (this.#isFloating) return;
      fault = error instanceof Refused ? "closed" : "stuck";
    }
    flow.locale = this.#suiting(flow) || flow.locale || "";
    const locale = flow.locale || this.#wishedLocale || document.documentElement.lang || "en";
    const words = await loadWords(locale);
    if (leave.signal.aborted) return;
    const conversation = new Conversation(client, flow, this.#outside());
    this.#chat = { conversation, words, locale, base: client.base, tell: this.#tell };
    this.#begin(conversation, leave.signal);
    if (fault) conversation.shut(words[fault]);
  }

  #client(): Client {
    const server = this.getAttribute("server");
    const client = createClient(server ? new URL(server, location.href) : DialogKitChat.base);
    const { source } = this;
    if (!source) return client;
    let first: Promise<Started> | null = null;
    return {
      ...client,
      flow: async (...asked) => (await (first ??= source())).flow ?? client.flow(...asked),
      start: () => {
        const started = first ?? source();
        first = null;
        return started;
      },
    };
  }

  #begin(conversation: Conversation, signal: AbortSignal): void {
    conversation.subscribe(() => {
      const { locale } = conversation.view.flow;
      if (locale && locale !== this.#chat?.locale) void this.#follow(locale);
      this.#draw();
    });
    this.#paint(signal);
    this.#draw();
    const check = (): void => {
      if (document.visibilityState === "visible") void conversation.refresh();
    };
    document.addEventListener("visibilitychange", check, { signal });
    if (this.#isOpen) void conversation.open();
    else if (this.kind === "page") this.open();
    else if (this.kind === "standard") this.#openWhenSeen(signal);
  }

  #openWhenSeen(signal: AbortSignal): void {
    const observer = new IntersectionObserver((sights) => {
      if (!sights.some((sight) => sight.isIntersecting)) return;
      observer.disconnect();
      this.open();
    });
    observer.observe(this);
    signal.addEventListener("abort", () => {
      observer.disconnect();
    });
  }

  #outside(): Outside {
    return {
      patience,
      pause,
      now: Date.now,
      newId,
      // A draft that is tried is forgotten with the page.
      memoryOf: (flow) => memoryOf(this.source ? { ...flow, settings: {} } : flow),
      later: (seconds, action) => {
        const timer = setTimeout(action, seconds * 1000);
        return () => {
          clearTimeout(timer);
        };
      },
      pauseOf,
      isPolled,
      onSaid: this.#onSaid,
      opening: () => ({
        variables: { ...this.#query, ...this.#fromAttribute(), ...this.#variables },
        locale: this.#spoken,
        // Addresses may carry names and tokens in their query, so that stays at home.
        page: location.origin + location.pathname,
      }),
    };
  }

  /** What follows the `?` in a page's address; a page that embeds a chat keeps its own to itself. */
  get #query(): Record<string, string> {
    return this.kind === "page" ? Object.fromEntries(new URLSearchParams(location.search)) : {};
  }

  get #wishedLocale(): string {
    return this.getAttribute("locale") ?? this.#query["locale"] ?? "";
  }

  /**
   * The flow's language that suits this visitor: the one that was asked for, then that of the page around the chat,
   * then those of the browser.
   */
  #suiting({ locales = [] }: Flow): string | undefined {
    const page = this.kind === "page" ? "" : document.documentElement.lang;
    return nearest(locales, [this.#wishedLocale, page, ...navigator.languages]);
  }

  /** The language to begin in; a wish that the flow knows nothing of is the server's to judge. */
  get #spoken(): string {
    const { locale = "", locales = [] } = this.#chat?.conversation.view.flow ?? {};
    return locales.includes(locale) ? locale : this.#wishedLocale;
  }

  /** Lets the chat's own words follow the conversation's language. */
  async #follow(locale: string): Promise<void> {
    const { conversation } = this.#chat ?? {};
    this.#chat = this.#chat && { ...this.#chat, locale };
    const words = await loadWords(locale);
    if (!conversation || this.#chat?.conversation !== conversation || this.#chat.locale !== locale) return;
    this.#chat = { ...this.#chat, words };
    this.#draw();
  }

  #fromAttribute(): Record<string, unknown> {
    try {
      return JSON.parse(this.getAttribute("variables") ?? "{}") as Record<string, unknown>;
    } catch {
      return {};
    }
  }

  #onSaid = (message: Message): void => {
    if (this.#chat) lookOfMessage(message)?.act?.(message, this.#chat);
    if (!isShown(message) || this.#isOpen) return;
    this.#hasNews = true;
    this.#draw();
  };

  #tell = (name: string, detail: unknown): void => {
    this.dispatchEvent(new CustomEvent(`dialogkit:${name}`, { detail, bubbles: true, composed: true }));
  };

  /** Keeps the colours those of the theme, whatever the visitor's system changes to. */
  #paint(signal: AbortSignal): void {
    const system = matchMedia("(prefers-color-scheme: dark)");
    const paint = (): void => {
      const theme = this.#chat?.conversation.view.flow.theme ?? {};
      const wish = this.getAttribute("scheme") ?? (this.kind === "page" ? null : pageScheme(document, system.matches));
      const scheme = schemeOf(theme, wish, system.matches);
      const base = this.#chat?.base ?? DialogKitChat.base;
      this.#theme.replaceSync(sheetText(theme, { scheme, frame: this.#isFloating ? "floating" : "plain", base }));
    };
    system.addEventListener("change", paint, { signal });
    paint();
  }

  #draw(): void {
    if (!this.#chat || !this.shadowRoot) return;
    const { view } = this.#chat.conversation;
    const preview = this.#isDismissed || this.#hasOpened ? "" : (this.getAttribute("preview") ?? "");
    render(
      <App
        chat={this.#chat}
        view={view}
        kind={this.kind}
        direction={view.flow.direction ?? (isRightToLeft(this.#chat.locale) ? "rtl" : "ltr")}
        isOpen={this.#isOpen}
        hasOpened={this.#hasOpened}
        hasNews={this.#hasNews || preview !== ""}
        preview={preview}
        canRestart={this.getAttribute("restart") !== "off"}
        isAlone={this.kind === "page" && window.top === window.self}
        onOpen={this.open}
        onClose={this.close}
        onDismiss={() => {
          this.#isDismissed = true;
          this.#draw();
        }}
      />,
      this.shadowRoot,
    );
  }
}
