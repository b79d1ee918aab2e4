/** Colours, type and shapes of the page; views use these tokens, never raw colours. */
import { type CSSVariablesResolver, type MantineColorsTuple, createTheme } from "@mantine/core";

/** Petrol: calm beside the red of critical work. White text reads on shades 7 to 9. */
const accent: MantineColorsTuple = [
  "#e9f7f6",
  "#d3edeb",
  "#a5dad6",
  "#74c6c0",
  "#4fb5ae",
  "#35a59d",
  "#1d8f88",
  "#0b7a75",
  "#086661",
  "#05504c",
];

const dark: MantineColorsTuple = [
  "#e4e8ec",
  "#c5ccd3",
  "#9aa6b2",
  "#7b8793",
  "#3a444f",
  "#2a323b",
  "#1c2127",
  "#15191e",
  "#101418",
  "#0b0e11",
];

/** The head of a dialog is no banner of the page. */
const DIALOG = { header: { role: "none" } };

const dense = { defaultProps: { size: "xs" } };

export const theme = createTheme({
  primaryColor: "accent",
  primaryShade: { light: 7, dark: 7 },
  autoContrast: true,
  colors: { accent, dark },
  white: "#ffffff",
  black: "#1c2530",
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.125rem" },
  headings: {
    fontWeight: "650",
    sizes: { h1: { fontSize: "1.25rem" }, h2: { fontSize: "1.0625rem" }, h3: { fontSize: "0.9375rem" } },
  },
  defaultRadius: "sm",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray" } },
    Button: dense,
    Select: dense,
    NativeSelect: dense,
    MultiSelect: dense,
    TextInput: dense,
    NumberInput: dense,
    DateInput: dense,
    DatePickerInput: dense,
    Textarea: dense,
    Checkbox: dense,
    Switch: dense,
    SegmentedControl: dense,
    Badge: { defaultProps: { variant: "light", size: "sm", radius: "sm" }, styles: { root: { textTransform: "none" } } },
    Tooltip: { defaultProps: { openDelay: 350, withinPortal: true } },
    Menu: { defaultProps: { shadow: "md", withinPortal: true, withInitialFocusPlaceholder: false } },
    Drawer: { defaultProps: { attributes: DIALOG } },
    Modal: {
      styles: { title: { fontWeight: 650, fontSize: "1rem" } },
      defaultProps: {
        attributes: DIALOG,
        centered: true,
        overlayProps: { backgroundOpacity: 0.45 },
      },
    },
  },
});

/** Grounds on which white text can be read, in both schemes. */
const FILLED = {
  "--mantine-color-red-filled": "#c92a2a",
  "--mantine-color-red-filled-hover": "#b02525",
  "--mantine-color-blue-filled": "#1864ab",
  "--mantine-color-blue-filled-hover": "#145591",
};

/** Mantine's grey for secondary text is too pale for small type; so are some inks on pale grounds. */
export const variables: CSSVariablesResolver = () => ({
  variables: { "--planner-header": "46px", "--planner-panel": "392px" },
  light: {
    ...FILLED,
    "--mantine-color-dimmed": "#5a6675",
    "--mantine-color-placeholder": "#6b7684",
    "--mantine-color-error": "#b3261e",
    "--mantine-color-yellow-light-color": "#6b4700",
    "--mantine-color-orange-light-color": "#8a3606",
    "--mantine-color-lime-light-color": "#3f5f08",
    "--mantine-color-green-light-color": "#1d6a2e",
    "--mantine-color-teal-light-color": "#07634a",
    "--mantine-color-gray-light-color": "#414b57",
    "--planner-surface": "#f6f7f9",
    "--planner-border": "#e0e4e9",
    "--planner-accent-text": "#086661",
    "--planner-critical-text": "#b3261e",
  },
  dark: {
    ...FILLED,
    "--mantine-color-dimmed": "#9aa6b2",
    "--mantine-color-placeholder": "#84909c",
    "--mantine-color-error": "#f58b82",
    "--planner-surface": "#1c2127",
    "--planner-border": "#2e363f",
    "--planner-accent-text": "#6fd3cb",
    "--planner-critical-text": "#f58b82",
  },
});
