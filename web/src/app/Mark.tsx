/** The sign of the program: three bars, one after the other. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden focusable="false">
      <rect width="24" height="24" rx="6" fill="var(--mantine-color-accent-7)" />
      <rect x="4.5" y="6" width="8" height="3" rx="1.5" fill="#fff" />
      <rect x="8.5" y="10.5" width="8" height="3" rx="1.5" fill="#fff" opacity="0.85" />
      <rect x="12.5" y="15" width="7" height="3" rx="1.5" fill="#ffd43b" />
    </svg>
  );
}
