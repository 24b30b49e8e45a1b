/** Whether a switch in a URL is on. */
export function isOn(flag: '0' | '1' | 'false' | 'true' | undefined): boolean {
  return flag === '1' || flag === 'true';
}
