// Runs before the first paint, so that a dark page never flashes white. A file of its own because the page's
// content security policy allows no inline script. The same key and rule as web/theme/theme.ts.
(() => {
  let choice = null;
  try {
    choice = localStorage.getItem('runlight-theme');
  } catch {
    // Storage is off: the system decides.
  }
  const isDark =
    choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
})();
