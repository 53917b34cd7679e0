import { Badge } from '@fluentui/react-components';
import type { SettingSource } from '../../../electron/contract/settings.ts';
import { useWords } from '../../language.ts';

/** Where a value comes from, in words. */
export function SourceBadge({ source }: { readonly source: SettingSource }) {
  const t = useWords();
  return (
    <Badge appearance="tint" color={source === 'built-in' ? 'informative' : 'brand'}>
      <span className="visuallyHidden">{t('settings:source.label')} </span>
      {t(`settings:source.${source}`)}
    </Badge>
  );
}
