import type { ProgramCheck } from '../../../../electron/contract/mail-program.ts';
import { useWords } from '../../../language.ts';
import { Drawing, type DrawingKind } from './Drawing.tsx';
import type { Program } from './program-standing.ts';
import own from './StepsDrawn.module.css';

type Setting = ProgramCheck['setting'];

const PLACES = ['1', '2', '3'] as const;

const IN_A_MENU = ['menu', 'menu-choice'] as const;
const IN_A_DIALOG = ['options', 'dialog-tick'] as const;

/** Which picture stands beside each step; the words are in locales. */
const PICTURES: Readonly<Record<Program, Readonly<Record<Setting, readonly DrawingKind[]>>>> = {
  'outlook-classic': {
    'preview-off': [...IN_A_MENU, 'no-pane'],
    'plain-text': [...IN_A_DIALOG, 'plain-message'],
    'external-pictures-off': [...IN_A_DIALOG, 'empty-frame'],
  },
  'outlook-new': {
    'preview-off': ['cog', 'dialog-choice', 'no-pane'],
    'plain-text': ['not-there', 'switch', 'no-pane'],
    'external-pictures-off': ['cog', 'dialog-choice', 'empty-frame'],
  },
  thunderbird: {
    'preview-off': [...IN_A_MENU, 'no-pane'],
    'plain-text': [...IN_A_MENU, 'plain-message'],
    'external-pictures-off': [...IN_A_DIALOG, 'empty-frame'],
  },
  evolution: {
    'preview-off': [...IN_A_MENU, 'no-pane'],
    'plain-text': ['options', 'dialog-choice', 'plain-message'],
    'external-pictures-off': ['options', 'dialog-choice', 'empty-frame'],
  },
};

/** Three steps with a drawing each: where to go, what to choose, and what one then sees. */
export function StepsDrawn({ program, setting }: { readonly program: Program; readonly setting: Setting }) {
  const t = useWords();
  const pictures = PICTURES[program][setting];
  return (
    <ol className={own.steps}>
      {PLACES.map((place, at) => {
        const picture = pictures[at];
        return (
          <li key={place} className={own.step}>
            {picture && <Drawing kind={picture} />}
            {t(`mail:step.${program}.${setting}.${place}`)}
          </li>
        );
      })}
    </ol>
  );
}
