import { type RefObject, useEffect, useRef } from 'react';

/**
 * The focus follows when what stands here is replaced: the control that was pressed has gone, and without this a
 * keyboard would begin at the page's top again. The element wants `tabIndex={-1}`.
 */
export function useFocusOnChange<E extends HTMLElement>(shown: unknown): RefObject<E | null> {
  const place = useRef<E>(null);
  const was = useRef(shown);
  useEffect(() => {
    if (was.current === shown) return;
    was.current = shown;
    place.current?.focus();
  }, [shown]);
  return place;
}
