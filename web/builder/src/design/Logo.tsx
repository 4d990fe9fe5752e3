/** The sign of the product. */
export const Logo = ({ size = 24 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden>
    <path
      d="M4 5.5A2.5 2.5 0 0 1 6.5 3h7A7.5 7.5 0 0 1 21 10.5v3a7.5 7.5 0 0 1-7.5 7.5H5.2c-.8 0-1.2-.9-.7-1.5L6 17.6c-1.2-.9-2-2.3-2-4z"
      fill="var(--accent-solid)"
    />
    <path d="M9 9.5h2.5a3 3 0 0 1 3 3v2" fill="none" stroke="#fff" strokeWidth="1.6" strokeLinecap="round" />
    <circle cx="8.5" cy="9.5" r="1.6" fill="#fff" />
    <circle cx="14.5" cy="15" r="1.6" fill="#fff" />
  </svg>
);
