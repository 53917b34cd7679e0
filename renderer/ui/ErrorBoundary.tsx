import { Component, type ReactNode } from 'react';
import { useWords } from '../language.ts';
import styles from './ErrorBoundary.module.css';

interface Props {
  readonly children: ReactNode;
}

/** What a person sees when drawing a page throws; measuring goes on in main all the while. */
export class ErrorBoundary extends Component<Props, { readonly thrown: unknown }> {
  override state = { thrown: undefined };

  static getDerivedStateFromError(thrown: unknown) {
    return { thrown: thrown ?? new Error() };
  }

  override render() {
    return this.state.thrown === undefined ? this.props.children : <Broken detail={String(this.state.thrown)} />;
  }
}

function Broken({ detail }: { readonly detail: string }) {
  const t = useWords();
  return (
    <section className={styles.broken} role="alert">
      <h1 className={styles.title}>{t('ui:boundary.title')}</h1>
      <p>{t('ui:boundary.body')}</p>
      <button className={styles.reload} type="button" onClick={() => window.location.reload()}>
        {t('ui:boundary.reload')}
      </button>
      <details>
        <summary>{t('ui:details')}</summary>
        <p className={styles.detail}>{detail}</p>
      </details>
    </section>
  );
}
