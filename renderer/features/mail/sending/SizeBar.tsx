import type { SizeForecast } from '../../../../electron/contract/mail.ts';
import own from './SizeBar.module.css';

/** The size as a bar and the limit as a line across it, or two lines where its readings differ. Drawn; the text says it. */
export function SizeBar({ size }: { readonly size: SizeForecast }) {
  const { decimal, binary } = size.limitBytes;
  const whole = Math.max(size.wireBytes, binary) * 1.15;
  const share = (bytes: number) => `${(bytes / whole) * 100}%`;
  return (
    <svg className={own.bar} width="100%" height="28" aria-hidden="true">
      <rect className={own.track} y="8" width="100%" height="12" rx="6" />
      <rect className={own.fill} data-fits={size.fits} y="8" width={share(size.wireBytes)} height="12" rx="6" />
      {[decimal, binary].map((limit) => (
        <line key={limit} className={own.limit} x1={share(limit)} x2={share(limit)} y1="2" y2="26" />
      ))}
    </svg>
  );
}
