import type { IncidentView } from '../../../electron/contract/incident.ts';
import { useWords } from '../../language.ts';
import { Section } from '../../ui/Section.tsx';
import { WaysTried } from './WaysTried.tsx';

/** Why the network may still be up: each way that was tried and what came of it, for the person and whoever they call. */
export function HowCutWasTried({ view }: { readonly view: IncidentView }) {
  const t = useWords();
  const isUnsure = view.phase === 'still-up' || (view.phase === 'cut-confirmed' && view.lastLook === 'unknown');
  if (!isUnsure) return null;
  const { cutTried, adapters } = view;
  const isDown = (name: string) => adapters.some((each) => each.name === name && each.state === 'down');
  const unmanaged = (cutTried?.unmanaged ?? []).filter((name) => !isDown(name));
  return (
    <Section heading={t('incident:tried.heading')}>
      {cutTried === null && <p>{t('incident:tried.waiting')}</p>}
      {cutTried && <WaysTried tried={cutTried} room="tried" />}
      {unmanaged.length > 0 && (
        <p>
          <strong>{t('incident:tried.unmanaged', { adapters: unmanaged.join(' / ') })}</strong>
        </p>
      )}
    </Section>
  );
}
