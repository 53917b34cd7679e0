import { FluentProvider, type Theme, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTheme } from '../use-theme.ts';
import { contrastTheme } from './contrast-theme.ts';

/** The page's own type, so that Fluent's parts and ours read alike. */
const TYPE = { fontFamilyBase: 'var(--fontFamily)' };

const THEMES: Readonly<Record<ReturnType<typeof useTheme>, Theme>> = {
  light: { ...webLightTheme, ...TYPE },
  dark: { ...webDarkTheme, ...TYPE },
  contrast: { ...contrastTheme(), ...TYPE },
};

interface Props {
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

/** Fluent's parts live under this; it comes with the chunks that need it and never with the first page. */
export function FluentRoot({ children, className }: Props) {
  const theme = useTheme();
  return (
    <FluentProvider theme={THEMES[theme]} className={className} style={{ background: 'transparent' }}>
      {children}
    </FluentProvider>
  );
}
