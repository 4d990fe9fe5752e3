/** What surrounds every page: design, data, routes. */
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";

import "../design/design.css";
import { cssVariables, theme } from "../design/theme.ts";
import { styleNonce } from "./nonce.ts";
import { queryClient } from "./queryClient.ts";
import { router } from "./router.tsx";

export const App = () => (
  <MantineProvider
    theme={theme}
    cssVariablesResolver={cssVariables}
    defaultColorScheme="auto"
    getStyleNonce={styleNonce}
  >
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </MantineProvider>
);
