import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../language.ts';
import styles from './IncidentPage.module.css';

interface Props {
  readonly pngBase64: string;
  readonly onShown: (shown: boolean) => void;
}

/** Drawn from its bytes: the page's policy allows no address that carries an image. */
export function Screenshot({ pngBase64, onShown }: Props) {
  const t = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    draw(pngBase64, canvas).then(
      () => isCurrent && onShown(true),
      () => isCurrent && setBroken(true),
    );
    return () => {
      isCurrent = false;
    };
  }, [pngBase64, onShown]);
  if (isBroken) return <p>{t('incident-page:evidence.pictureUnreadable')}</p>;
  return (
    <canvas ref={canvas} className={styles.screenshot} role="img" aria-label={t('incident:evidence.screenshot')} />
  );
}

async function draw(pngBase64: string, { current }: { readonly current: HTMLCanvasElement | null }): Promise<void> {
  const bytes = Uint8Array.from(atob(pngBase64), (each) => each.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const context = current?.getContext('2d');
  if (!current || !context) throw new Error('nowhere to draw');
  current.width = picture.width;
  current.height = picture.height;
  context.drawImage(picture, 0, 0);
}
