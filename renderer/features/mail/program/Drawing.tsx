import type { ReactNode } from 'react';
import own from './StepsDrawn.module.css';

/** Our own sketches of a mail program's window, 180 by 112 units; the blue part is what to press or look at. */
const SKETCHES = {
  menu: (
    <>
      <path className={own.here} d="M44 15h20" />
      <path d="M14 15h18M76 15h18M106 15h18M14 34h40M14 46h40M14 58h40M14 70h40M14 82h40M66 34h98M66 46h98M66 58h98M66 70h98" />
    </>
  ),
  'menu-choice': (
    <>
      <path d="M14 15h18M44 15h20M76 15h18" />
      <rect className={own.raised} x="40" y="24" width="96" height="74" rx="3" />
      <path d="M54 36h60M54 50h48M54 80h56" />
      <rect className={own.here} x="44" y="57" width="88" height="16" rx="2" />
      <path className={own.here} d="M54 65h50" />
    </>
  ),
  options: (
    <>
      <path d="M14 15h18M44 15h20" />
      <rect className={own.raised} x="24" y="24" width="132" height="78" rx="3" />
      <path d="M36 38h28M36 66h28M36 80h28M36 94h20M74 24v78M86 38h56M86 52h44M86 66h50" />
      <path className={own.here} d="M36 52h28" />
    </>
  ),
  'dialog-tick': (
    <>
      <rect className={own.raised} x="16" y="20" width="148" height="82" rx="3" />
      <path d="M28 34h56M48 74h84M28 66h10v10H28z" />
      <path className={own.here} d="M28 47h12v12H28zM31 53l3 3 7-9M52 53h92" />
    </>
  ),
  'dialog-choice': (
    <>
      <rect className={own.raised} x="16" y="20" width="148" height="82" rx="3" />
      <path d="M28 34h56M52 52h70M52 88h60" />
      <circle cx="36" cy="52" r="6" />
      <circle className={own.here} cx="36" cy="70" r="6" />
      <circle className={own.hereFilled} cx="36" cy="70" r="3" />
      <path className={own.here} d="M52 70h92" />
      <circle cx="36" cy="88" r="6" />
    </>
  ),
  cog: (
    <>
      <path d="M14 15h30M14 34h40M14 46h40M14 58h40M66 34h98M66 46h98M66 58h98M66 70h98" />
      <circle className={own.here} cx="156" cy="15" r="5" />
      <path className={own.here} d="M156 6v3M156 21v3M147 15h3M162 15h3" />
    </>
  ),
  switch: (
    <>
      <path d="M14 15h30M14 34h40M14 46h40M66 34h98M66 46h98M66 58h98" />
      <rect className={own.here} x="132" y="9" width="28" height="12" rx="6" />
      <circle className={own.hereFilled} cx="138" cy="15" r="4" />
    </>
  ),
  'not-there': (
    <>
      <rect className={own.raised} x="16" y="20" width="148" height="82" rx="3" />
      <path d="M28 34h56M28 52h90M28 70h76" />
      <path className={own.here} d="M122 76l20 20M142 76l-20 20" />
    </>
  ),
  'no-pane': (
    <>
      <path d="M14 34h36M14 46h36M14 58h36M60 24v84M70 34h98M70 46h98M70 58h98M70 70h98" />
      <path className={own.here} strokeDasharray="4 5" d="M66 80h104v24H66z" />
      <path className={own.here} d="M106 84l22 16M128 84l-22 16" />
    </>
  ),
  'plain-message': (
    <>
      <rect className={own.raised} x="24" y="28" width="132" height="74" rx="3" />
      <path className={own.here} d="M36 42h70M36 54h108M36 66h92M36 78h104M36 90h60" />
    </>
  ),
  'empty-frame': (
    <>
      <rect className={own.raised} x="24" y="28" width="132" height="74" rx="3" />
      <path d="M36 40h86M36 50h60" />
      <path className={own.here} strokeDasharray="4 5" d="M36 60h60v34H36zM36 60l60 34M96 60 36 94" />
    </>
  ),
} as const satisfies Record<string, ReactNode>;

export type DrawingKind = keyof typeof SKETCHES;

/** The words of the step say it all; the drawing is for the eye. */
export function Drawing({ kind }: { readonly kind: DrawingKind }) {
  return (
    <svg className={own.picture} viewBox="0 0 180 112" aria-hidden="true">
      <rect className={own.ground} x="4" y="4" width="172" height="104" rx="5" />
      <path d="M4 24h172" />
      {SKETCHES[kind]}
    </svg>
  );
}
