import styles from './SignInScreen.module.css';

/** The mark: a desk bell on its counter (resources/icons/mark.svg), in the colours of the theme. */
export function Logo() {
  return (
    <svg className={styles.logo} viewBox="0 0 64 64" aria-hidden="true">
      <rect width="64" height="64" rx="15" fill="var(--accent)" />
      <circle cx="32" cy="16.5" r="3.5" fill="var(--accent-ink)" />
      <path d="M32 22a18 18 0 0 1 18 18H14a18 18 0 0 1 18-18z" fill="var(--accent-ink)" />
      <path d="M12 48h40" stroke="var(--accent-ink)" strokeOpacity=".6" strokeWidth="5" strokeLinecap="round" />
    </svg>
  );
}
