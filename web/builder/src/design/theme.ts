/** The components' library, told to use our tokens. */
import { createTheme } from "@mantine/core";
import type { CSSVariablesResolver, MantineColorsTuple } from "@mantine/core";

const scale = (name: string): MantineColorsTuple => {
  const step = (index: number) => `var(--${name}-${index})`;
  return [step(1), step(2), step(3), step(5), step(6), step(7), step(8), step(9), step(10), step(11)];
};

export const theme = createTheme({
  fontFamily: "var(--font)",
  fontFamilyMonospace: "var(--mono)",
  primaryColor: "iris",
  primaryShade: 7,
  colors: { iris: scale("iris") },
  defaultRadius: "sm",
  radius: { sm: "6px", md: "8px", lg: "10px" },
  fontSizes: { xs: "12px", sm: "13px", md: "14px" },
  shadows: { md: "var(--shadow-float)" },
  focusRing: "auto",
  respectReducedMotion: true,
  components: {
    Tooltip: { defaultProps: { openDelay: 400, withinPortal: true, position: "bottom", offset: 6 } },
    // Locking the page's scrolling would inject a style element without our nonce; the page itself never scrolls.
    Modal: { defaultProps: { lockScroll: false, centered: true, transitionProps: { duration: 120 } } },
    Menu: { defaultProps: { shadow: "md", position: "bottom-start", offset: 6, transitionProps: { duration: 120 } } },
    Popover: { defaultProps: { shadow: "md", offset: 6, transitionProps: { duration: 120 } } },
  },
});

const shared = {
  "--mantine-color-body": "var(--bg-panel)",
  "--mantine-color-text": "var(--text)",
  "--mantine-color-dimmed": "var(--text-2)",
  "--mantine-color-default": "var(--bg-panel)",
  "--mantine-color-default-border": "var(--line)",
  "--mantine-color-default-hover": "var(--bg-hover)",
  "--mantine-color-placeholder": "var(--text-2)",
  "--mantine-color-error": "var(--error-text)",
  "--mantine-color-dark-filled": "var(--text)",
};

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared });
