/**
 * Puts text on the clipboard and gives the focus back; false where the system refused.
 * By the old command, since pages here are granted no permission and `navigator.clipboard` asks for one.
 */
export function copyText(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'visuallyHidden';
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isCopied;
}
