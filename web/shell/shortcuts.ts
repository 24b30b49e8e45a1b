/** Calls the handler for a key that is pressed alone, or with Shift, while no field has the focus. Returns the end. */
export function listenToShortcuts(handle: (key: string, event: KeyboardEvent) => void): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    // On many keyboards "[" needs AltGr, which counts as Control and Alt.
    const hasModifier =
      (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState('AltGraph');
    if (event.defaultPrevented || hasModifier || isField(event.composedPath()[0])) return;
    handle(
      event.shiftKey && /^[a-z]$/i.test(event.key) ? `Shift+${event.key.toUpperCase()}` : event.key,
      event,
    );
  };
  document.addEventListener('keydown', onKeyDown);
  return () => document.removeEventListener('keydown', onKeyDown);
}

function isField(target: EventTarget | undefined): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return target.type !== 'range' && target.type !== 'checkbox';
  return (
    target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
  );
}
