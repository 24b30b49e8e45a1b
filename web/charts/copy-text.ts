/** Puts text on the clipboard, also on pages without https, where browsers hide the newer way. Returns whether it did. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  // Off the screen, but not hidden: what is hidden cannot be selected.
  area.style.position = 'fixed';
  area.style.top = '-100px';
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  return isCopied;
}
