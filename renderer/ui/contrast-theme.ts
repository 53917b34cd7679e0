import { type Theme, teamsHighContrastTheme } from '@fluentui/react-components';

/** The fixed colours of Fluent's contrast theme, as the system colours that they stand for. */
const SYSTEM_COLOURS: Readonly<Record<string, string>> = {
  '#ffffff': 'CanvasText',
  '#000000': 'Canvas',
  '#1aebff': 'Highlight',
  '#ffff00': 'LinkText',
  '#3ff23f': 'GrayText',
};

/** Fluent's contrast theme in the colours that the person chose in the system, rather than in black and cyan. */
export function contrastTheme(): Theme {
  const entries = Object.entries(teamsHighContrastTheme).map(([token, value]) => {
    // Black on the highlight is text, elsewhere it is ground.
    if (value === '#000000' && token.includes('Foreground')) return [token, 'HighlightText'];
    return [token, SYSTEM_COLOURS[String(value)] ?? value];
  });
  return Object.fromEntries(entries) as Theme;
}
