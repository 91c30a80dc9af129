import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './media.module.css';

type Props = { latitude: number; longitude: number; name: string; address: string };

/** A place as a drawn card: no map is fetched from outside, which would tell somebody where contacts are. */
export function PlaceCard({ latitude, longitude, name, address }: Props) {
  const { t } = useTranslation('conversations');
  const clip = useId();
  const coordinates = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  const href = `https://www.google.com/maps/search/?api=1&query=${latitude}%2C${longitude}`;
  return (
    <a href={href} target="_blank" rel="noreferrer noopener" className={styles.place}>
      <svg viewBox="0 0 300 116" preserveAspectRatio="xMidYMid slice" className={styles.map} aria-hidden="true">
        <clipPath id={clip}>
          <rect width="300" height="116" />
        </clipPath>
        <g clipPath={`url(#${clip})`}>
          <rect width="300" height="116" className={styles.ground} />
          <path
            d="M8 -4h66v38H8z M84 -4h58v38H84z M8 44h66v34H8z M84 44h58v34H84z M212 50h80v30h-80z"
            className={styles.block}
          />
          <path d="M212 -4h92v44h-92z M8 88h134v34H8z" className={styles.park} />
          <path
            d="M-4 39h154c30 0 26 6 56 6h100 M-4 83h310 M79-4v126 M147-4v126 M207-4c-4 50-6 76 12 126"
            className={styles.street}
          />
          <path d="M150 78c-12-15-19-23-19-33a19 19 0 0138 0c0 10-7 18-19 33z" className={styles.pin} />
          <circle cx="150" cy="45" r="7" className={styles.pinEye} />
        </g>
      </svg>
      <span className={styles.placeWords}>
        <span className={styles.cardTitle}>{name || t('kind.location')}</span>
        <span className={styles.cardHint}>{address || coordinates}</span>
      </span>
    </a>
  );
}
