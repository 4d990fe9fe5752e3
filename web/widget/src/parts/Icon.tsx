/** The widget's icons, drawn from Tabler (MIT), 1.5 stroke. Always beside or inside something that has a name. */
const PATHS = {
  send: "M12 5v14M18 11l-6-6-6 6",
  close: "M18 6 6 18M6 6l12 12",
  down: "m6 9 6 6 6-6",
  left: "m15 6-6 6 6 6",
  right: "m9 6 6 6-6 6",
  again: "M20 12a8 8 0 1 1-3-6.2L20 8M20 3v5h-5",
  globe: "M3 12a9 9 0 1 0 18 0 9 9 0 0 0-18 0M4 9h16M4 15h16M11.5 3a17 17 0 0 0 0 18M12.5 3a17 17 0 0 1 0 18",
  alert: "M3 12a9 9 0 1 0 18 0 9 9 0 0 0-18 0M12 8v4M12 16h.01",
  attach: "m15 7-6.5 6.5a1.5 1.5 0 0 0 3 3L18 10a3 3 0 0 0-6-6l-6.5 6.5a4.5 4.5 0 0 0 9 9L21 13",
  check: "m5 12 5 5L20 7",
  search: "M3 10a7 7 0 1 0 14 0 7 7 0 0 0-14 0M21 21l-6-6",
  play: "M7 4v16l13-8z",
  leave: "M12 6H5v13h13v-7M11 13l9-9M15 4h5v5",
  chat: "m3 20 1.4-4.2a8.5 8.5 0 1 1 3.4 3.2z",
  picture: "M4 4h16v16H4zM8 9h.01M4 16l5-5 6 6M14 16l2-2 4 4",
  star: "m12 3 2.8 5.7 6.2.9-4.5 4.4 1 6.2-5.5-2.9-5.5 2.9 1-6.2L3 9.6l6.2-.9z",
  heart: "m12 20-7.5-7.4A5 5 0 1 1 12 6a5 5 0 1 1 7.5 6.6z",
  thumb: "M7 11v9H4v-9h3l4-8a2.5 2.5 0 0 1 3 2.5V9h5a2 2 0 0 1 2 2.3l-1.4 7A2 2 0 0 1 17.6 20H7",
} as const;

export type IconName = keyof typeof PATHS;

export const isIcon = (name: string): name is IconName => Object.hasOwn(PATHS, name);

export const Icon = ({ name, size = 20, filled = false }: { name: IconName; size?: number; filled?: boolean }) => (
  <svg
    class={name === "left" || name === "right" || name === "leave" ? "icon mirrored" : "icon"}
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill={filled ? "currentColor" : "none"}
    aria-hidden="true"
  >
    <path d={PATHS[name]} />
  </svg>
);
