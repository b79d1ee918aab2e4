/** Colours, type and shapes of the page; views use these tokens, never raw colours. */
import { createTheme } from "@mantine/core";

export const theme = createTheme({
  primaryColor: "blue",
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif",
  defaultRadius: "sm",
  cursorType: "pointer",
  respectReducedMotion: true,
});
