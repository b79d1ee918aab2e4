/** The frame of every page: providers, words, and the shell with its views. */
import "@mantine/notifications/styles.css";
import "@mantine/spotlight/styles.css";
import { MantineProvider, MantineThemeProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { Suspense, use } from "react";
import { answers } from "~/api/answers";
import { startLanguage } from "~/locales/language";
import { useTranslation } from "~/locales/translation";
import { styleNonce } from "~/nonce";
import { Shell } from "./Shell";
import { theme, variables } from "./theme";

const words = startLanguage();

export function App() {
  return (
    <QueryClientProvider client={answers}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={variables}
        defaultColorScheme="auto"
        getStyleNonce={styleNonce}
      >
        <Suspense fallback={null}>
          <Worded />
        </Suspense>
      </MantineProvider>
    </QueryClientProvider>
  );
}

/** The page once its words are there. */
function Worded() {
  use(words);
  const { t } = useTranslation("app");
  const named = { components: { Notification: { defaultProps: { closeButtonProps: { "aria-label": t("close") } } } } };
  return (
    <MantineThemeProvider theme={named} inherit>
      <Shell />
      <Notifications position="bottom-right" limit={4} />
    </MantineThemeProvider>
  );
}
