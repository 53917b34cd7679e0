import type { PersonalDataLook, PlaceInFile } from '../../../../electron/contract/mail.ts';
import { useWords, type WordsFunction } from '../../../language.ts';
import styles from '../MailPage.module.css';

/** Kinds, how many, and where, each masked; and what could not be looked through, with why. */
export function PersonalDataLines({ look }: { readonly look: PersonalDataLook | null }) {
  const t = useWords();
  if (!look) return <p>{t('mail:personal.waiting')}</p>;
  if (look.kind === 'not-looked') {
    const why = t(`mail:notLooked.${look.why}`);
    return (
      <p>
        {t('mail:personal.notLooked', { why })} {look.detail && <code className={styles.quiet}>{look.detail}</code>}
      </p>
    );
  }
  return (
    <>
      {look.hits.length === 0 && <p>{t('mail:personal.none')}</p>}
      {look.hits.length > 0 && (
        <>
          <h3>{t('mail:personal.heading')}</h3>
          <ul className={styles.bullets}>
            {look.hits.map(({ kind, count, places }) => (
              <li key={kind}>
                {t('mail:personal.hit', { kind: t(`mail:kind.${kind}`), count })}
                <ul className={styles.bullets}>
                  {places.map((place) => (
                    <li key={`${place.inside} ${place.unit} ${place.at} ${place.masked}`}>
                      {t('mail:personal.place', { where: placeWords(place, t), masked: place.masked })}
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </>
      )}
      {look.leftOut.map(({ inside, at, why }) => (
        <p key={`${inside} ${at} ${why}`}>
          {t('mail:personal.leftOut', {
            what: [inside, at].filter(Boolean).join(' ') || t('mail:personal.whole'),
            why: t(`mail:notLooked.${why}`),
          })}
        </p>
      ))}
    </>
  );
}

function placeWords({ inside, unit, at }: PlaceInFile, t: WordsFunction): string {
  const place = t(`mail:unit.${unit}`, { at });
  return inside ? t('mail:personal.inside', { inside, place }) : place;
}
