import { Button } from '@fluentui/react-components';
import { type DragEvent, useState } from 'react';
import styles from './DropArea.module.css';

interface Props {
  readonly words: { readonly drop: string; readonly button: string; readonly release: string };
  readonly isBusy: boolean;
  readonly isPrimary: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  /** Main asks, with a dialog of its own: what the keyboard does instead of dropping. */
  readonly onChoose: () => void;
}

/** Takes files that are dropped on it, or chosen by its button. */
export function DropArea({ words, isBusy, isPrimary, onFiles, onChoose }: Props) {
  const [isOver, setOver] = useState(false);

  function over(event: DragEvent): void {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  }
  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0 && !isBusy) onFiles(files);
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a pointer's way only; the button is everyone's.
    <div
      className={styles.area}
      data-over={isOver || undefined}
      data-testid="drop-area"
      onDragEnter={over}
      onDragOver={over}
      onDragLeave={(event) => {
        // Passing over a child leaves the area without leaving it.
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={drop}
    >
      <svg className={styles.picture} viewBox="0 0 48 48" aria-hidden="true">
        <path d="M12 6h16l8 8v28H12zM28 6v8h8M24 20v14m-6-6 6 6 6-6" />
      </svg>
      <p>{isOver ? words.release : words.drop}</p>
      <Button appearance={isPrimary ? 'primary' : 'secondary'} disabled={isBusy} onClick={onChoose}>
        {words.button}
      </Button>
    </div>
  );
}
